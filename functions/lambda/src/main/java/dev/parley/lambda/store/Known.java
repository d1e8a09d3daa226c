package dev.parley.lambda.store;

import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The conversations that this process was asked for last: what they are never changes. */
final class Known {
  /** Some 300 bytes each. */
  static final int AT_MOST = 2_000;

  private final Map<ConversationId, Conversation> newestLast =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Conversation> eldest) {
          return size() > AT_MOST;
        }
      };

  synchronized Optional<Conversation> get(ConversationId id) {
    return Optional.ofNullable(newestLast.get(id));
  }

  synchronized void add(Conversation conversation) {
    newestLast.put(conversation.id(), conversation);
  }
}
