package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of appending a message: a pure function of what was read. */
final class Sending {
  private Sending() {}

  /** What a message does to the log. */
  sealed interface Decision {
    /** It becomes this entry. */
    record Append(Entry entry) implements Decision {}

    /** It is in the log already, as this entry. */
    record Repeated(Entry original) implements Decision {}

    /** Whether it is in the log can only be told by looking further back than the tail goes. */
    record LookFurtherBack() implements Decision {}
  }

  /** The lowest entry that must be read to decide. */
  static long readFrom(Command.Send send) {
    return Math.max(1, Math.min(send.after(), send.clientMessageId().base()));
  }

  /**
   * A message that stands in the log already is never refused for what came after it.
   *
   * @param clear the message is known not to stand at or before this entry
   */
  static Decision decide(
      Tail tail, String author, Side side, Command.Send send, long clear, Instant now, Salt salt) {
    requireKnown("after", send.after(), tail);
    requireKnown("clientMessageId", send.clientMessageId().base(), tail);
    List<Entry> entries = tail.entries();
    Optional<Entry> original =
        entries.stream().filter(entry -> isSame(entry, author, send)).findFirst();
    if (original.isPresent()) {
      return repeated(original.get(), send);
    }
    if (entries.getFirst().seq() > clear + 1) {
      return new Decision.LookFurtherBack();
    }
    Blocking.requireThatMayWrite(tail.last().standing(), side);
    requireUnanswered(entries, author, side, send);
    return new Decision.Append(
        tail.next(
            author,
            side,
            Optional.of(send.clientMessageId()),
            new Content.Text(send.text()),
            now,
            salt));
  }

  private static void requireKnown(String field, long position, Tail tail) {
    if (tail.entries().isEmpty() || position > tail.last().seq()) {
      throw Refused.field(
          Code.UNKNOWN_POSITION,
          field,
          "The conversation is not that long: drop your copy and watch it from 0.");
    }
  }

  /**
   * Staff do not answer what a colleague has answered, unless they have seen that or confirm. Of
   * several answers the newest is told: it is how things stand.
   */
  private static void requireUnanswered(
      List<Entry> entries, String author, Side side, Command.Send send) {
    if (side == Side.STAFF && !send.confirm()) {
      entries.stream()
          .filter(entry -> entry.seq() > send.after())
          .filter(entry -> isAnswer(entry) && !entry.author().equals(author))
          .reduce((_, newer) -> newer)
          .ifPresent(
              answer -> {
                throw new AlreadyAnswered(answer);
              });
    }
  }

  /** What a person of the staff side wrote; what Parley noted by itself answers nobody. */
  private static boolean isAnswer(Entry entry) {
    return switch (entry.content()) {
      case Content.Text _ -> entry.side() == Side.STAFF;
      case Content.Opened _, Content.Blocked _, Content.Unblocked _, Content.Unknown _ -> false;
    };
  }

  /** A message found again is answered like the first time, if it is the same message. */
  static Decision.Repeated repeated(Entry original, Command.Send send) {
    if (!original.content().equals(new Content.Text(send.text()))) {
      throw Refused.field(
          Code.IDEMPOTENCY_MISMATCH,
          "clientMessageId",
          "This clientMessageId was used before for another text.");
    }
    return new Decision.Repeated(original);
  }

  private static boolean isSame(Entry entry, String author, Command.Send send) {
    return entry.author().equals(author)
        && entry.clientMessageId().equals(Optional.of(send.clientMessageId()));
  }
}
