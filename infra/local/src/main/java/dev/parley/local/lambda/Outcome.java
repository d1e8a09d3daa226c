package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How an invocation ended, as Lambda tells it to callers. */
record Outcome(byte[] payload, boolean error, String message) {
  /** The longest answer of a function, which is a little more than the longest request. */
  static final int LONGEST_ANSWER = 6_291_556;

  static Outcome of(Answer answer, String requestId) {
    return switch (answer) {
      case Answer.Returned returned when returned.json().length > LONGEST_ANSWER ->
          failed(
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size (%d bytes)."
                  .formatted(LONGEST_ANSWER),
              false);
      case Answer.Returned returned -> new Outcome(returned.json(), false, "");
      case Answer.Failed failed ->
          failed(
              failed.errorType(),
              failed.errorMessage(),
              // The runtime's own failures have none, and what the function threw is in its log.
              !failed.errorType().startsWith("Runtime.")
                  && !failed.errorType().startsWith("Sandbox."));
      case Answer.TimedOut timedOut ->
          failed(
              "Sandbox.Timedout",
              String.format(
                  Locale.ROOT,
                  "RequestId: %s Error: Task timed out after %.2f seconds",
                  requestId,
                  timedOut.after().toMillis() / 1000.0),
              false);
    };
  }

  private static Outcome failed(String type, String message, boolean thrown) {
    ObjectNode error = Json.object().put("errorMessage", message).put("errorType", type);
    if (thrown) {
      error.putArray("stackTrace");
    }
    return new Outcome(Json.bytes(error), true, message);
  }

  /** The payload inside of another document: as JSON if it is, else as text. */
  JsonNode json() {
    return Json.read(payload)
        .orElseGet(() -> TextNode.valueOf(new String(payload, StandardCharsets.UTF_8)));
  }
}
