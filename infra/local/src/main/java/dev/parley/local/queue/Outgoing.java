package dev.parley.local.queue;

import java.util.Map;
import java.util.Optional;

/**
 * A message that a service sends to a queue, without the queue's HTTP interface.
 *
 * @param trace the X-Amzn-Trace-Id of the invocation chain it belongs to
 * @param group a FIFO queue needs it
 * @param deduplication a FIFO queue without content based deduplication needs it
 */
public record Outgoing(
    String body,
    Map<String, MessageValue> attributes,
    Optional<String> trace,
    Optional<String> group,
    Optional<String> deduplication) {
  public Outgoing {
    attributes = Map.copyOf(attributes);
  }

  public static Outgoing of(String body) {
    return new Outgoing(body, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
