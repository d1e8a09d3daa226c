package dev.parley.local.function.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Isolated functions that all do what their events ask, and what they have logged. */
final class Functions implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> log = new ArrayList<>();
  private final IsolatedFunctions functions;

  private Functions(List<FunctionDefinition> definitions) {
    functions = IsolatedFunctions.start(definitions, this::logged);
  }

  static Functions of(FunctionDefinition... definitions) {
    return new Functions(List.of(definitions));
  }

  static FunctionDefinition definition(String id, Path jar, String handler) {
    return new FunctionDefinition(
        id,
        "the-" + id,
        "arn:" + id + ":live",
        "dev.parley.local.sample." + handler,
        jar,
        Duration.ofSeconds(30),
        512,
        Map.of("AWS_REGION", "us-east-1"));
  }

  static FunctionDefinition with(FunctionDefinition of, Duration timeout) {
    return new FunctionDefinition(
        of.id(), of.name(), of.arn(), of.handler(), of.code(), timeout, 128, of.environment());
  }

  static FunctionDefinition with(FunctionDefinition of, Map<String, String> environment) {
    return new FunctionDefinition(
        of.id(), of.name(), of.arn(), of.handler(), of.code(), of.timeout(), 128, environment);
  }

  private synchronized void logged(String function, String requestId, String text) {
    log.add(function + " " + requestId + " " + text);
    notifyAll();
  }

  /** Waits for a line of the log. */
  synchronized String line(Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (log.stream().noneMatch(wanted)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      assertThat(left).as("milliseconds left; logged: %s", log).isPositive();
      wait(left);
    }
    return log.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Invokes with an event of names and values in turn. */
  Answer invoke(String function, String... event) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int at = 0; at < event.length; at += 2) {
      fields.put(event[at], event[at + 1]);
    }
    try {
      return functions.invoke(function, JSON.writeValueAsBytes(fields));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, and it must return. */
  Map<String, String> returned(String function, String... event) {
    Answer answer = invoke(function, event);
    assertThat(answer).isInstanceOf(Answer.Returned.class);
    try {
      Map<String, String> fields = new LinkedHashMap<>();
      JSON.readTree(((Answer.Returned) answer).json())
          .properties()
          .forEach(it -> fields.put(it.getKey(), it.getValue().asText()));
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid(String function) {
    return Long.parseLong(returned(function).get("pid"));
  }

  @Override
  public void close() {
    functions.close();
  }
}
