package dev.parley.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One function that does what a test says, and everything that is sent to destinations. */
final class Workshop implements Invoker, Destinations {
  static final FunctionDefinition FUNCTION =
      new FunctionDefinition(
          "Work",
          "the-work",
          "arn:aws:lambda:eu-west-1:123456789012:function:the-work:live",
          "Work",
          Path.of("work.jar"),
          Duration.ofSeconds(3),
          512,
          Map.of("AWS_LAMBDA_FUNCTION_VERSION", "1"));

  volatile Function<String, Answer> work = event -> returned("{\"did\":" + event + "}");
  volatile boolean admitting = true;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Optional<Trace>> chains = new LinkedBlockingQueue<>();
  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

  record Sent(String arn, String text, Map<String, String> attributes, Trace chain) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Answer returned(String json) {
    return new Answer.Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer invoke(String function, byte[] event) {
    return invoke(function, event, Optional.empty());
  }

  @Override
  public Answer invoke(String function, byte[] event, Optional<Trace> chain) {
    chains.add(chain);
    events.add(new String(event, StandardCharsets.UTF_8));
    return work.apply(new String(event, StandardCharsets.UTF_8));
  }

  @Override
  public boolean admits(String function, Trace chain) {
    return admitting;
  }

  @Override
  public void send(String arn, byte[] json, Map<String, String> attributes, Trace chain) {
    sent.add(new Sent(arn, new String(json, StandardCharsets.UTF_8), attributes, chain));
  }

  /** The event of the next attempt. */
  String next() throws InterruptedException {
    return taken(events, "attempt");
  }

  /** The event of the next attempt, or null when there is none in time. */
  String within(Duration time) throws InterruptedException {
    return events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  Optional<Trace> nextChain() throws InterruptedException {
    return taken(chains, "chain");
  }

  Sent nextSent() throws InterruptedException {
    return taken(sent, "sending");
  }

  private static <T> T taken(BlockingQueue<T> from, String what) throws InterruptedException {
    T next = from.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("there was no " + what);
    }
    return next;
  }

  int attempts() {
    return events.size();
  }

  int sendings() {
    return sent.size();
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    boolean met = condition.getAsBoolean();
    while (!met && System.nanoTime() < deadline) {
      Thread.yield();
      met = condition.getAsBoolean();
    }
    assertThat(met).isTrue();
  }
}
