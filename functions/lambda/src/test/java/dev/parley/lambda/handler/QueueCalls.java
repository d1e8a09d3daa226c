package dev.parley.lambda.handler;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** Who asks SQS for what: {@code sqs:SendMessage queue}. */
final class QueueCalls extends RecordedCalls {
  QueueCalls(URI queues) throws IOException {
    super(queues);
  }

  /** Whoever may send one message may send several at once. */
  @Override
  Set<String> permissions(String operation, JsonNode body) {
    String queue = body.path("QueueUrl").asText().replaceAll(".*/", "");
    return Set.of("sqs:" + operation.replaceAll("Batch$", "") + " " + queue);
  }
}
