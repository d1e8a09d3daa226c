package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.dead;
import static dev.parley.local.queue.QueueFixture.standard;
import static dev.parley.local.queue.QueueFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionRunner;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.RecursiveLoop;
import dev.parley.local.function.Trace;
import dev.parley.local.function.isolated.IsolatedFunctions;
import dev.parley.local.sample.RequeueJar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A function that sends to the queue it is invoked by, with the SDK of its own jar. */
@EnabledOnOs(OS.LINUX)
class RecursionTest {
  @TempDir static Path folder;
  private static Path jar;
  private final AtomicInteger invoked = new AtomicInteger();
  private QueueFixture it;

  @BeforeAll
  static void makeJar() {
    jar = RequeueJar.in(folder);
  }

  @BeforeEach
  void start() {
    it = new QueueFixture(dead(standard("work"), "dead", 3), standard("dead"), standard("plain"));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private FunctionDefinition function(String queue, RecursiveLoop loop) {
    return new FunctionDefinition(
        "F",
        "the-f",
        "arn:aws:lambda:us-east-1:123456789012:function:the-f:live",
        "dev.parley.local.sample.Requeue",
        jar,
        Duration.ofSeconds(20),
        512,
        Map.of(
            "AWS_REGION",
            "us-east-1",
            "QUEUE",
            it.url(queue),
            "ENDPOINT",
            it.queues.endpoint().toString()),
        loop);
  }

  private void run(Invoker functions, String queue, Consumer<Invoker> check) {
    var source = SourceFixture.source(queue, 1, Duration.ZERO, false);
    try (var sources =
        QueueSources.start(List.of(source), it.queues, functions, it.clock, this::log)) {
      assertThat(sources).isNotNull();
      it.send(queue, "first");
      check.accept(functions);
    }
  }

  private void log(String function, String request, String text) {
    if (text.equals("sent again")) {
      invoked.incrementAndGet();
    }
  }

  private FunctionRunner together(FunctionDefinition definition) {
    LogSink log = this::log;
    return FunctionRunner.start(List.of(definition), it.clock, log);
  }

  private IsolatedFunctions isolated(FunctionDefinition definition) {
    return IsolatedFunctions.start(List.of(definition), this::log);
  }

  private void stopped(Invoker functions) {
    until(() -> functions.recursiveInvocationsDropped("F") == 1);
    until(() -> it.depth("work").deadLetters() == 1);
    // What an isolated function says arrives later than its answer.
    until(() -> invoked.get() >= 16);
    assertThat(invoked).hasValue(16);
    assertThat(it.receive("dead").getFirst().body()).isEqualTo("again");
  }

  @Test
  @Conforms("lambda-recursion")
  void aLoopIsStoppedAfterSixteenInvocationsAndItsMessageBecomesADeadLetter() {
    try (var functions = together(function("work", RecursiveLoop.TERMINATE))) {
      run(functions, "work", this::stopped);
    }
  }

  @Test
  @Conforms("lambda-recursion")
  void aLoopOfAnIsolatedFunctionIsStoppedToo() {
    try (var functions = isolated(function("work", RecursiveLoop.TERMINATE))) {
      run(functions, "work", this::stopped);
    }
  }

  @Test
  @Conforms("lambda-recursion")
  void withoutADeadLetterQueueTheMessageIsGone() {
    try (var functions = together(function("plain", RecursiveLoop.TERMINATE))) {
      run(functions, "plain", this::gone);
    }
  }

  private void gone(Invoker functions) {
    until(() -> functions.recursiveInvocationsDropped("F") == 1);
    until(() -> it.depth("plain").inFlight() + it.depth("plain").available() == 0);
    assertThat(invoked).hasValue(16);
  }

  @Test
  @Conforms("lambda-recursion-allow")
  void aFunctionThatMayLoopGoesOn() {
    try (var functions = together(function("work", RecursiveLoop.ALLOW))) {
      run(functions, "work", _ -> until(() -> invoked.get() > 20));
    }
    assertThat(it.depth("work").deadLetters()).isZero();
  }

  @Test
  @Conforms("lambda-recursion-allow")
  void anIsolatedFunctionThatMayLoopGoesOn() {
    try (var functions = isolated(function("work", RecursiveLoop.ALLOW))) {
      run(functions, "work", _ -> until(() -> invoked.get() > 20));
    }
    assertThat(it.depth("work").deadLetters()).isZero();
  }

  @Test
  @Conforms("lambda-recursion")
  void whoWaitsForTheAnswerOfADroppedInvocationIsToldWhy() {
    FunctionDefinition function = function("plain", RecursiveLoop.TERMINATE);
    Trace chain = Trace.begun(Instant.EPOCH);
    for (int i = 0; i < 16; i++) {
      chain = chain.invoked(function.arn());
    }
    try (FunctionRunner functions = together(function)) {
      byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
      assertThat(functions.invoke("F", event, Optional.of(chain)))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              e -> assertThat(e.errorType()).isEqualTo("RecursiveInvocationException"));
      assertThat(functions.recursiveInvocationsDropped("F")).isEqualTo(1);
    }
  }
}
