package dev.parley.core.conversation;

import java.time.Instant;
import java.util.List;

/** Which sockets are open, and who watches what. Reads are strongly consistent. */
public interface Rooms {
  /** A socket was opened; its traces may be cleaned away after {@code expiresAt}. */
  void register(Session session, Instant expiresAt);

  /** A socket was closed: it and everything it watched are forgotten. Unknown ones are no error. */
  void forget(Session session);

  /**
   * Lets a socket watch a conversation.
   *
   * @return false when the socket is not registered, or watches {@code atMost} others already
   */
  boolean join(
      Session session, ConversationId conversation, Side side, int atMost, Instant expiresAt);

  /** Ends it; not watching is no error. */
  void leave(Session session, ConversationId conversation);

  List<Watcher> watchers(ConversationId conversation);

  /** Removes a watcher whose socket turned out to be gone. */
  void evict(ConversationId conversation, String connection);
}
