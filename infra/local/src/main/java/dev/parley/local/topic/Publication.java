package dev.parley.local.topic;

import dev.parley.local.pattern.FilterPolicy.Attribute;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message as it was published.
 *
 * @param texts the message by protocol, and as default
 */
record Publication(
    String messageId,
    Instant at,
    Optional<String> subject,
    Map<String, String> texts,
    Map<String, MessageAttribute> attributes,
    Optional<String> group,
    Optional<String> deduplication,
    Optional<String> sequenceNumber,
    Optional<String> trace) {
  static final String DEFAULT = "default";

  String text(String protocol) {
    return texts.getOrDefault(protocol, texts.get(DEFAULT));
  }

  Map<String, Attribute> filtered() {
    Map<String, Attribute> filtered = new HashMap<>();
    attributes.forEach((name, it) -> filtered.put(name, new Attribute(it.type(), it.value())));
    return filtered;
  }

  Publication numbered(String number, String deduplicationId) {
    return new Publication(
        messageId,
        at,
        subject,
        texts,
        attributes,
        group,
        Optional.of(deduplicationId),
        Optional.of(number),
        trace);
  }
}
