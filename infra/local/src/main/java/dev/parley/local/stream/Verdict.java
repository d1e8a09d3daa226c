package dev.parley.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.util.List;
import java.util.Optional;

/** What a function's answer means for its batch. */
sealed interface Verdict {
  /** Everything is handled. */
  record Succeeded() implements Verdict {}

  /**
   * The whole batch has failed.
   *
   * @param functionError as AWS names it; empty when the function itself reported failures
   */
  record Failed(Optional<String> functionError) implements Verdict {}

  /** What comes before this index is handled, and the rest is not. */
  record FailedFrom(int index) implements Verdict {}

  /**
   * @param sequences of the batch, in order
   * @param partial whether the answer is to be read
   */
  static Verdict of(Answer answer, List<String> sequences, boolean partial) {
    return switch (answer) {
      case Answer.Returned(byte[] json) -> partial ? reported(json, sequences) : new Succeeded();
      case Answer.Failed _, Answer.TimedOut _ -> new Failed(Optional.of("Unhandled"));
    };
  }

  private static Verdict reported(byte[] answer, List<String> sequences) {
    Failed whole = new Failed(Optional.empty());
    // A function without a return value answers nothing, which is a success.
    if (answer.length == 0) {
      return new Succeeded();
    }
    Optional<JsonNode> json = Json.read(answer);
    if (json.isEmpty() || !(json.get().isNull() || json.get().isObject())) {
      return whole;
    }
    JsonNode failures = json.get().path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return new Succeeded();
    }
    if (!failures.isArray()) {
      return whole;
    }
    int lowest = sequences.size();
    for (JsonNode failure : failures) {
      int index = sequences.indexOf(failure.path("itemIdentifier").asText());
      if (index < 0) {
        return whole;
      }
      lowest = Math.min(lowest, index);
    }
    return lowest == sequences.size() ? new Succeeded() : new FailedFrom(lowest);
  }
}
