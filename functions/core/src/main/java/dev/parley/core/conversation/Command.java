package dev.parley.core.conversation;

import java.util.Optional;

/** What a client can ask for over its socket. */
public sealed interface Command {
  /** The client's own name for this request; the answer bears it. */
  Optional<String> requestId();

  /**
   * Append a message.
   *
   * @param after number of the last entry the sender has seen
   * @param confirm whether it shall be sent even if a colleague has answered after that
   */
  record Send(
      Optional<String> requestId,
      ConversationId conversation,
      ClientMessageId clientMessageId,
      long after,
      String text,
      boolean confirm)
      implements Command {}

  /** Get what is missing after an entry, and every new entry from now on. */
  record Watch(Optional<String> requestId, ConversationId conversation, long after)
      implements Command {}

  /** No more entries of this conversation. */
  record Unwatch(Optional<String> requestId, ConversationId conversation) implements Command {}

  /** The person is typing; nothing of it is kept. */
  record Typing(Optional<String> requestId, ConversationId conversation) implements Command {}

  /** Are you there? */
  record Ping(Optional<String> requestId) implements Command {}
}
