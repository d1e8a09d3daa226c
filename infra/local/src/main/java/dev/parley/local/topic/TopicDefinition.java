package dev.parley.local.topic;

/**
 * A topic of the template.
 *
 * @param contentBasedDeduplication whether a FIFO topic takes the message's hash for an absent
 *     deduplication id
 */
public record TopicDefinition(
    String arn, boolean fifo, boolean contentBasedDeduplication, String displayName) {
  String name() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
