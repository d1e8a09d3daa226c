package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.dead;
import static dev.parley.local.queue.QueueFixture.standard;
import static dev.parley.local.queue.QueueFixture.until;
import static dev.parley.local.queue.QueueFixture.visible;
import static dev.parley.local.queue.SourceFixture.NULL;
import static dev.parley.local.queue.SourceFixture.bodies;
import static dev.parley.local.queue.SourceFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.pattern.EventPattern;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lambda does between a queue and a function. */
class QueueSourcesTest {
  private static final Duration VISIBLE = Duration.ofHours(10);
  private static final Duration AT_ONCE = Duration.ZERO;
  private QueueFixture it;

  @BeforeEach
  void start() {
    it = new QueueFixture(dead(visible(standard("work"), VISIBLE), "dead", 2), standard("dead"));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private boolean empty() {
    QueueDepth depth = it.depth("work");
    return depth.available() + depth.delayed() + depth.inFlight() == 0;
  }

  @Test
  @Conforms("sqs-event")
  void aFunctionGetsTheEventThatAwsGivesAndTheMessageIsGoneAfterwards() throws Exception {
    try (var source = new SourceFixture(it, source("work", 10, AT_ONCE, false), _ -> NULL)) {
      it.queues.send(
          QueueFixture.PREFIX + "work",
          new Outgoing(
              "hello",
              Map.of(
                  "kind", new MessageValue("String", "greeting"),
                  "raw", new MessageValue("Binary", "AQI=")),
              Optional.of("Root=1-1-1"),
              Optional.empty(),
              Optional.empty()));
      until(() -> !source.events.isEmpty() && empty());
      JsonNode record = source.events.getFirst().path("Records").path(0);
      assertThat(record.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(record.path("eventSourceARN").asText()).isEqualTo(QueueFixture.PREFIX + "work");
      SQSEvent event =
          LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
              .fromJson(
                  new ByteArrayInputStream(
                      SourceFixture.JSON.writeValueAsBytes(source.events.getFirst())));
      SQSEvent.SQSMessage message = event.getRecords().getFirst();
      assertThat(message.getBody()).isEqualTo("hello");
      assertThat(message.getEventSource()).isEqualTo("aws:sqs");
      assertThat(message.getAwsRegion()).isEqualTo("us-east-1");
      assertThat(message.getReceiptHandle()).isNotBlank();
      assertThat(message.getAttributes())
          .containsEntry("ApproximateReceiveCount", "1")
          .containsEntry("AWSTraceHeader", "Root=1-1-1")
          .containsKeys("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
      assertThat(message.getMessageAttributes().get("kind").getStringValue()).isEqualTo("greeting");
      assertThat(message.getMessageAttributes().get("raw").getBinaryValue().array())
          .containsExactly(1, 2);
    }
  }

  @Test
  @Conforms("sqs-batch-flush")
  void aBatchIsFlushedWhenItIsFull() {
    IntStream.range(0, 25).forEach(i -> it.send("work", "m" + i));
    Duration window = Duration.ofMinutes(5);
    try (var source = new SourceFixture(it, source("work", 25, window, false), _ -> NULL)) {
      until(() -> !source.events.isEmpty());
      assertThat(bodies(source.events.getFirst())).hasSize(25);
      it.send("work", "late");
      until(() -> it.depth("work").inFlight() == 1);
      assertThat(source.events).hasSize(1);
      // In steps: that the window has been opened cannot be seen from here.
      until(
          () -> {
            it.clock.advance(Duration.ofSeconds(10));
            return source.events.size() == 2;
          });
      assertThat(bodies(source.events.get(1))).containsExactly("late");
    }
  }

  @Test
  @Conforms("sqs-payload")
  void anEventHoldsAtMostSixMebibytes() {
    String large = "x".repeat(1_000_000);
    IntStream.range(0, 8).forEach(i -> it.send("work", i + large));
    var mapping = source("work", 8, Duration.ofMinutes(5), false);
    try (var source = new SourceFixture(it, mapping, _ -> NULL)) {
      until(() -> !source.events.isEmpty());
      assertThat(bodies(source.events.getFirst())).hasSize(6);
    }
  }

  @Test
  @Conforms("sqs-concurrency")
  void noMoreBatchesRunAtOnceThanMaximumConcurrencySays() {
    IntStream.range(0, 6).forEach(i -> it.send("work", "m" + i));
    Semaphore running = new Semaphore(2);
    AtomicInteger together = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    QueueSource base = source("work", 1, AT_ONCE, false);
    try (var source =
        new SourceFixture(
            it,
            with(base, Optional.of(2), _ -> true),
            _ -> {
              if (!running.tryAcquire()) {
                together.incrementAndGet();
              }
              both.countDown();
              await(both);
              running.release();
              return NULL;
            })) {
      until(() -> source.events.size() == 6 && empty());
      assertThat(together).hasValue(0);
    }
  }

  private static QueueSource with(
      QueueSource it, Optional<Integer> concurrency, Predicate<JsonNode> wanted) {
    return new QueueSource(
        it.id(),
        it.function(),
        it.queueArn(),
        it.batchSize(),
        it.window(),
        it.partial(),
        concurrency,
        wanted,
        true);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Conforms("sqs-filter")
  void aMessageThatNoFilterWantsIsDeletedUnseen() {
    List.of("{\"kind\":\"no\"}", "text", "{\"kind\":\"yes\"}").forEach(b -> it.send("work", b));
    QueueSource base = source("work", 10, AT_ONCE, false);
    var yes = EventPattern.anyOf(List.of("{\"body\":{\"kind\":[\"yes\"]}}"));
    try (var source = new SourceFixture(it, with(base, Optional.empty(), yes), _ -> NULL)) {
      until(() -> !source.events.isEmpty() && empty());
      assertThat(source.bodies()).containsExactly("{\"kind\":\"yes\"}");
    }
  }

  @Test
  void aMessageOnWhichTheSourceStumblesDoesNotEndIt() {
    QueueSource base = source("work", 1, AT_ONCE, false);
    AtomicInteger stumbled = new AtomicInteger();
    Predicate<JsonNode> stumbling =
        seen -> {
          if (seen.path("body").asText().equals("stone")) {
            throw new IllegalStateException("stumbled " + stumbled.incrementAndGet());
          }
          return true;
        };
    try (var source = new SourceFixture(it, with(base, Optional.empty(), stumbling), _ -> NULL)) {
      it.send("work", "stone");
      until(() -> stumbled.get() == 1);
      it.send("work", "next");
      until(() -> !source.events.isEmpty());
      assertThat(source.bodies()).containsExactly("next");
    }
  }

  @Test
  @Conforms("sqs-clock")
  void aDelayedMessageComesToTheFunctionAtOnceWhenTheClockIsMoved() {
    try (var source = new SourceFixture(it, source("work", 10, AT_ONCE, false), _ -> NULL)) {
      it.sqs.sendMessage(b -> b.queueUrl(it.url("work")).messageBody("due").delaySeconds(900));
      until(() -> it.depth("work").delayed() == 1);
      long begun = System.nanoTime();
      it.clock.advance(Duration.ofMinutes(15));
      until(() -> !source.events.isEmpty());
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void closingGivesBackWhatWasGatheredAndLetsWhatRunsEnd() {
    it.send("work", "gathered");
    var source = new SourceFixture(it, source("work", 10, Duration.ofMinutes(5), false), _ -> NULL);
    until(() -> it.depth("work").inFlight() == 1);
    source.close();
    until(() -> it.depth("work").available() == 1);
    assertThat(source.events).isEmpty();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    var next =
        new SourceFixture(
            it,
            source("work", 10, AT_ONCE, false),
            _ -> {
              begun.countDown();
              java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
              ended.incrementAndGet();
              return NULL;
            });
    await(begun);
    next.close();
    assertThat(ended).hasValue(1);
    assertThat(empty()).isTrue();
  }
}
