package dev.parley.bench;

import dev.parley.core.conversation.ConversationId;
import java.util.Map;
import java.util.stream.Collectors;

/** Recorded events, as they would come for other conversations. */
final class Events {
  private Events() {}

  /** A message behind an entry. */
  static String send(String recorded, ConversationId conversation, long last) {
    return recorded
        .replace(Backdrop.CONVERSATION, conversation.value())
        .replace("1.k3a9x2b7", last + ".times-" + last)
        .replace("after\\\": 1,", "after\\\": " + last + ",");
  }

  /** What the stream tells when several conversations have grown. */
  static String batch(String recorded, Map<ConversationId, Long> newest) {
    int from = recorded.indexOf('[') + 1;
    int to = recorded.lastIndexOf(']');
    String record = recorded.substring(from, to);
    String records =
        newest.entrySet().stream()
            .map(
                it ->
                    record
                        .replace(Backdrop.CONVERSATION, it.getKey().value())
                        .replace(Backdrop.FIRST_MESSAGE, "e#%010d".formatted(it.getValue())))
            .collect(Collectors.joining(","));
    return recorded.substring(0, from) + records + recorded.substring(to);
  }
}
