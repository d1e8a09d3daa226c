package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.util.Optional;

/** The rules of blocking and unblocking: pure functions of the newest entry. */
final class Blocking {
  private Blocking() {}

  /** What a side wants. */
  enum Wish {
    BLOCK,
    UNBLOCK
  }

  /** What a wish does to the log. */
  sealed interface Decision {
    /** It becomes this entry. */
    record Append(Entry entry) implements Decision {}

    /**
     * It is so already.
     *
     * @param newest the newest entry, if it is what made it so: the try that appended it may have
     *     died before anybody saw it
     */
    record AsItIs(Optional<Entry> newest) implements Decision {}
  }

  static Decision decide(Tail tail, String author, Side side, Wish wish, Instant now, Salt salt) {
    Entry last = tail.last();
    Content content = content(wish);
    if (last.standing().after(content, side).equals(last.standing())) {
      boolean mine = last.side() == side && last.content().equals(content);
      return new Decision.AsItIs(mine ? Optional.of(last) : Optional.empty());
    }
    return new Decision.Append(tail.next(author, side, Optional.empty(), content, now, salt));
  }

  /** Neither side writes while one has blocked the other. */
  static void requireThatMayWrite(Standing standing, Side side) {
    if (standing.isBlockedBy(side)) {
      throw Refused.of(Code.UNBLOCK_FIRST, "You have blocked the other side: unblock it first.");
    }
    if (!standing.blockedBy().isEmpty()) {
      throw Refused.of(Code.BLOCKED, "The other side has blocked you.");
    }
  }

  private static Content content(Wish wish) {
    return switch (wish) {
      case BLOCK -> new Content.Blocked();
      case UNBLOCK -> new Content.Unblocked();
    };
  }
}
