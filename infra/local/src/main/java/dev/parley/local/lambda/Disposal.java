package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.Trace;
import dev.parley.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends what is left of asynchronous invocations that have ended where the function wants it. */
final class Disposal {
  static final String RETRIES_EXHAUSTED = "RetriesExhausted";
  static final String EVENT_AGE_EXCEEDED = "EventAgeExceeded";
  private static final int LONGEST_ERROR_MESSAGE = 1024;

  private final Destinations destinations;
  private final Consumer<String> log;

  Disposal(Destinations destinations, Consumer<String> log) {
    this.destinations = destinations;
    this.log = log;
  }

  void succeeded(
      AsyncEvent event, FunctionDefinition function, AsyncSettings to, Outcome last, Instant now) {
    to.onSuccess()
        .ifPresent(
            it ->
                send(
                    it,
                    record(event, function, "Success", Optional.of(last), now),
                    Map.of(),
                    chain(event, function)));
  }

  /**
   * @param last of the attempts; empty when none has ended
   */
  void failed(
      AsyncEvent event,
      FunctionDefinition function,
      AsyncSettings to,
      String condition,
      Optional<Outcome> last,
      Instant now) {
    log.accept(
        "the event %s of %s is given up: %s after %d attempts"
            .formatted(event.requestId(), function.id(), condition, event.attempts()));
    Trace chain = chain(event, function);
    to.deadLetterArn().ifPresent(it -> send(it, event.payload(), attributes(event, last), chain));
    to.onFailure()
        .ifPresent(it -> send(it, record(event, function, condition, last, now), Map.of(), chain));
  }

  private static Trace chain(AsyncEvent event, FunctionDefinition function) {
    return event
        .trace()
        .flatMap(Trace::parse)
        .orElseGet(() -> Trace.begun(event.accepted()))
        .invoked(function.arn());
  }

  private static Map<String, String> attributes(AsyncEvent event, Optional<Outcome> last) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", event.requestId());
    last.ifPresent(
        it -> {
          // The status of the invocation, which is 200 also when the function failed.
          attributes.put("ErrorCode", "200");
          attributes.put("ErrorMessage", beginning(it.message()));
        });
    return attributes;
  }

  private static String beginning(String message) {
    String cut = message.substring(0, Math.min(message.length(), LONGEST_ERROR_MESSAGE));
    while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_ERROR_MESSAGE) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut;
  }

  private static byte[] record(
      AsyncEvent event,
      FunctionDefinition function,
      String condition,
      Optional<Outcome> last,
      Instant now) {
    ObjectNode record = Json.object().put("version", "1.0");
    record.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    record
        .putObject("requestContext")
        .put("requestId", event.requestId())
        .put("functionArn", FunctionName.qualifiedArn(function))
        .put("condition", condition)
        .put("approximateInvokeCount", event.attempts());
    // Only JSON is accepted.
    record.set("requestPayload", Json.read(event.payload()).orElseThrow());
    last.ifPresent(
        it -> {
          ObjectNode response = record.putObject("responseContext").put("statusCode", 200);
          response.put("executedVersion", FunctionName.version(function));
          if (it.error()) {
            response.put("functionError", "Unhandled");
          }
          record.set("responsePayload", it.json());
        });
    return Json.bytes(record);
  }

  private void send(String arn, byte[] json, Map<String, String> attributes, Trace chain) {
    try {
      destinations.send(arn, json, attributes, chain);
    } catch (RuntimeException e) {
      log.accept("DestinationDeliveryFailures: %s got nothing: %s".formatted(arn, e));
    }
  }
}
