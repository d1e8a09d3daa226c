package dev.parley.local.topic;

import java.util.Map;
import java.util.Optional;

/**
 * A message for a queue.
 *
 * @param group the MessageGroupId; of a standard queue it makes a fair queue
 * @param deduplication the MessageDeduplicationId, for FIFO queues only
 * @param trace the X-Ray header of the publisher, for the queue's AWSTraceHeader
 */
public record QueueMessage(
    String body,
    Map<String, MessageAttribute> attributes,
    Optional<String> group,
    Optional<String> deduplication,
    Optional<String> trace) {
  public QueueMessage {
    attributes = Map.copyOf(attributes);
  }
}
