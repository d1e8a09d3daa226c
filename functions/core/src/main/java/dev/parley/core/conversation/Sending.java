package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of writing: a pure function of what was read. */
final class Sending {
  private Sending() {}

  /** What a draft does to the log. */
  sealed interface Decision {
    /** It is to be written. */
    record Append() implements Decision {}

    /** It is in the log already, as this entry. */
    record Repeated(Entry original) implements Decision {}

    /** Whether it is in the log can only be told by looking further back than the tail goes. */
    record LookFurtherBack() implements Decision {}
  }

  /** The lowest entry that must be read to decide. */
  static long readFrom(Draft draft) {
    return Math.max(1, Math.min(draft.after(), draft.clientMessageId().base()));
  }

  /**
   * What stands in the log already is never refused for what came after it.
   *
   * @param clear the draft is known not to stand at or before this entry
   */
  static Decision decide(Tail tail, Author author, Draft draft, long clear, Instant now) {
    requireKnown("after", draft.after(), tail);
    requireKnown("clientMessageId", draft.clientMessageId().base(), tail);
    List<Entry> entries = tail.entries();
    Optional<Entry> original =
        entries.stream().filter(entry -> isSame(entry, author, draft)).findFirst();
    if (original.isPresent()) {
      return repeated(original.get(), draft);
    }
    if (entries.getFirst().seq() > clear + 1) {
      return new Decision.LookFurtherBack();
    }
    Instant at = tail.stamp(now);
    Changing.requireThatMayWrite(tail, author.side(), now);
    requireKnownReply(draft.content(), tail);
    requireUnanswered(entries, author, draft);
    tail.last().running().pace().requireSlow(author.person(), at);
    return new Decision.Append();
  }

  private static void requireKnown(String field, long position, Tail tail) {
    if (tail.entries().isEmpty() || position > tail.last().seq()) {
      throw Refused.field(
          Code.UNKNOWN_POSITION,
          field,
          "The conversation is not that long: drop your copy and watch it from 0.");
    }
  }

  private static void requireKnownReply(Matter matter, Tail tail) {
    Optional<Long> replyTo =
        switch (matter) {
          case Content.Message message -> message.replyTo();
          case Upload upload -> upload.replyTo();
          case Content.Edited _ -> Optional.empty();
        };
    replyTo.ifPresent(seq -> requireKnown("replyTo", seq, tail));
  }

  /**
   * Staff do not answer what a colleague has answered, unless they have seen that or confirm. Of
   * several answers the newest is told: it is how things stand.
   */
  private static void requireUnanswered(List<Entry> entries, Author author, Draft draft) {
    if (author.side() == Side.STAFF && !draft.confirm()) {
      entries.stream()
          .filter(entry -> entry.seq() > draft.after())
          .filter(entry -> isAnswer(entry) && !entry.author().equals(author.person()))
          .reduce((_, newer) -> newer)
          .ifPresent(
              answer -> {
                throw new AlreadyAnswered(answer);
              });
    }
  }

  /** What a person of the staff side said; what Parley noted by itself answers nobody. */
  private static boolean isAnswer(Entry entry) {
    return entry.content().isMessage() && entry.side() == Side.STAFF;
  }

  /** What is found again is answered like the first time, if it is the same. */
  static Decision.Repeated repeated(Entry original, Draft draft) {
    boolean erased = original.content() instanceof Content.Erased;
    if (!erased && !draft.content().isSaidBy(original.content())) {
      throw Refused.field(
          Code.IDEMPOTENCY_MISMATCH,
          "clientMessageId",
          "This clientMessageId was used before for something else.");
    }
    return new Decision.Repeated(original);
  }

  private static boolean isSame(Entry entry, Author author, Draft draft) {
    return entry.author().equals(author.person())
        && entry.clientMessageId().equals(Optional.of(draft.clientMessageId()));
  }
}
