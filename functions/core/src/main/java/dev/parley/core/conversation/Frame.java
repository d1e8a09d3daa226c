package dev.parley.core.conversation;

import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a client is told over its socket. */
public sealed interface Frame {
  /** Answer to {@link Command.Write}. */
  record Acknowledged(Optional<String> requestId, Receipt receipt) implements Frame {}

  /** A side has read; also the answer to {@link Command.Read}. */
  record Read(Optional<String> requestId, ReadMarks.Marked marked) implements Frame {}

  /**
   * How conversations stand in an inbox: the answer to {@link Command.Sync}, or, as a hint without
   * request and cursor, what has just changed in one.
   *
   * @param channel whose inbox it is, if not the person's own
   * @param cursor where to go on from next time
   * @param complete whether the list has all that has changed
   */
  record Inbox(
      Optional<String> requestId,
      Optional<String> channel,
      List<InboxLine> lines,
      Optional<SyncCursor> cursor,
      boolean complete)
      implements Frame {
    static Inbox hint(InboxOwner owner, InboxRow row) {
      Optional<String> channel =
          owner instanceof InboxOwner.OfChannel it ? Optional.of(it.channel()) : Optional.empty();
      return new Inbox(
          Optional.empty(), channel, List.of(InboxLine.of(owner, row)), Optional.empty(), true);
    }
  }

  /** Answer to {@link Command.Unsync}. */
  record Unsynced(Optional<String> requestId, String channel) implements Frame {}

  /** The socket is about to be closed, and why; what comes last on it. */
  record Bye(String code) implements Frame {}

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

  /**
   * Answer to whatever somebody does with a consultation.
   *
   * @param version of the consultation after it
   * @param seq number of the entry that tells of it
   */
  record Ordered(
      Optional<String> requestId, String consultation, long version, long seq, Instant at)
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
   * @param shortfall how much is missing, where a balance is too low
   */
  record Problem(
      Optional<String> requestId,
      String code,
      String message,
      Optional<String> field,
      Optional<Entry> entry,
      Optional<Duration> retryAfter,
      Optional<Money> shortfall)
      implements Frame {
    /** A failure that is about no money. */
    public Problem(
        Optional<String> requestId,
        String code,
        String message,
        Optional<String> field,
        Optional<Entry> entry,
        Optional<Duration> retryAfter) {
      this(requestId, code, message, field, entry, retryAfter, Optional.empty());
    }
  }
}
