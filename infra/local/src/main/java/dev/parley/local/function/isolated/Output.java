package dev.parley.local.function.isolated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.LogSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads what a process prints and makes of it what a function logged.
 *
 * <p>Lambda's own logger is set to JSON: in its text form nothing separates one message from the
 * next. What comes out is text again, a message with its level as Lambda would write it.
 */
final class Output {
  /** What the runtime interface client has to be told to be understood here. */
  static final String FORMAT = "JSON";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String function;
  private final Supplier<String> requestId;
  private final LogSink log;

  Output(String function, Supplier<String> requestId, LogSink log) {
    this.function = function;
    this.requestId = requestId;
    this.log = log;
  }

  /** Reads to the end, in a thread of its own. */
  void read(InputStream printed) {
    Thread.ofPlatform()
        .daemon()
        .name("output of " + function)
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
                lines.lines().forEach(this::line);
              } catch (IOException | UncheckedIOException e) {
                // The process is gone, and with it the other end.
              }
            });
  }

  private void line(String line) {
    JsonNode logged = parsed(line);
    String message = logged.path("message").asText(line).stripTrailing();
    String level = logged.path("level").asText("");
    String request = logged.path("AWSRequestId").asText(requestId.get());
    boolean plain = level.isEmpty() || level.equals("UNDEFINED");
    log.log(function, request, plain ? message : "[" + level + "] " + message);
  }

  private static JsonNode parsed(String line) {
    if (!line.startsWith("{\"timestamp\":")) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
