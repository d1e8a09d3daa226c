package dev.parley.core.conversation;

import java.util.Optional;

/** What a client can ask for over its socket. */
public sealed interface Command {
  /** The client's own name for this request; the answer bears it. */
  Optional<String> requestId();

  /** Write a message, or another wording of one. */
  record Write(Optional<String> requestId, Draft draft) implements Command {}

  /** The person's side has read up to an entry. */
  record Read(Optional<String> requestId, ConversationId conversation, long seq)
      implements Command {}

  /**
   * List what has changed in an inbox.
   *
   * @param channel whose inbox, and from now on everything new in it; empty for one's own
   * @param since where the list before ended; empty for everything
   */
  record Sync(Optional<String> requestId, Optional<String> channel, Optional<SyncCursor> since)
      implements Command {}

  /** Nothing new of this channel any more. */
  record Unsync(Optional<String> requestId, String channel) implements Command {}

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
