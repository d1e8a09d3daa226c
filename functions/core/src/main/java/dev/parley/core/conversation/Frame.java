package dev.parley.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a client is told over its socket. */
public sealed interface Frame {
  /** Answer to {@link Command.Send}: the message is entry {@code seq}. */
  record Acknowledged(
      Optional<String> requestId,
      ConversationId conversation,
      ClientMessageId clientMessageId,
      long seq,
      Instant at)
      implements Frame {}

  /** A conversation has a new entry. */
  record Appended(ConversationId conversation, Entry entry) implements Frame {}

  /**
   * Answer to {@link Command.Watch}: a part of what was missing.
   *
   * @param last number of the newest entry when the answer was made
   * @param complete whether this is the last part
   */
  record Entries(
      Optional<String> requestId,
      ConversationId conversation,
      List<Entry> entries,
      long last,
      boolean complete)
      implements Frame {}

  /**
   * Answer to {@link Command.Watch} in front of the entries: drop what you have, it begins anew.
   */
  record Reset(Optional<String> requestId, ConversationId conversation, long first)
      implements Frame {}

  /** Answer to {@link Command.Unwatch}. */
  record Unwatched(Optional<String> requestId, ConversationId conversation) implements Frame {}

  /**
   * Somebody is typing.
   *
   * @param typist who it is; told to the staff side only
   */
  record Typing(ConversationId conversation, Side side, Optional<Typist> typist) implements Frame {}

  /**
   * A person who is typing.
   *
   * @param name empty when the person is no member any more
   */
  record Typist(String person, Optional<String> name) {}

  /** Answer to {@link Command.Ping}. */
  record Pong(Optional<String> requestId, Instant at) implements Frame {}

  /**
   * Answer to whatever failed.
   *
   * @param entry what the refusal is about, if that is an entry
   * @param retryAfter how long to wait before trying again, if that is known; whole seconds
   */
  record Problem(
      Optional<String> requestId,
      String code,
      String message,
      Optional<String> field,
      Optional<Entry> entry,
      Optional<Duration> retryAfter)
      implements Frame {}
}
