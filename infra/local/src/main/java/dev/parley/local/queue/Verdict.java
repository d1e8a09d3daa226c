package dev.parley.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which messages of a batch a function has handled, as Lambda reads that from its answer. */
final class Verdict {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Verdict() {}

  static List<QueueMessage> handled(List<QueueMessage> batch, Answer answer, boolean partial) {
    return switch (answer) {
      case Answer.Returned(byte[] json) when partial -> partly(batch, json);
      case Answer.Returned _ -> batch;
      case Answer.Failed _, Answer.TimedOut _ -> List.of();
    };
  }

  private static List<QueueMessage> partly(List<QueueMessage> batch, byte[] json) {
    JsonNode answer;
    try {
      answer = JSON.readTree(json);
    } catch (IOException e) {
      return List.of();
    }
    JsonNode failures = answer.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return batch;
    }
    Set<String> known = batch.stream().map(QueueMessage::id).collect(Collectors.toSet());
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      String id = failure.path("itemIdentifier").asText("");
      if (!known.contains(id)) {
        // A function that does not know what has failed is not believed about the rest.
        return List.of();
      }
      failed.add(id);
    }
    return failures.isArray()
        ? batch.stream().filter(it -> !failed.contains(it.id())).toList()
        : List.of();
  }
}
