package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The rules of how the two sides stand: pure functions of the newest entry. */
final class Changing {
  private Changing() {}

  /** What a change does to the log. */
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

  static Decision decide(Tail tail, Author author, Change change, Instant now, Salt salt) {
    Entry last = tail.last();
    Content content = content(change);
    if (last.standing().after(content, author.side()).equals(last.standing())
        && isNoted(tail, content)) {
      boolean mine = last.side() == author.side() && last.content().equals(content);
      return new Decision.AsItIs(mine ? Optional.of(last) : Optional.empty());
    }
    last.running().pace().requireSlow(author.person(), tail.stamp(now));
    return new Decision.Append(tail.next(author, Optional.empty(), content, now, salt));
  }

  /**
   * How the sides stand tells reason and end of a restriction; its note stands in the log alone.
   */
  private static boolean isNoted(Tail tail, Content content) {
    return !(content instanceof Content.Restricted)
        || tail.entries().reversed().stream()
            .map(Entry::content)
            .filter(Content.Restricted.class::isInstance)
            .findFirst()
            .filter(content::equals)
            .isPresent();
  }

  /** Whether a side may want this at all, and has said so once more where that is needed. */
  static void require(Conversation conversation, Change change, Side side, Instant now) {
    if (conversation.counterpart() instanceof Counterpart.Workspace && !isOfTheList(change)) {
      throw workspaceOnly();
    }
    switch (change) {
      case Change.Block block -> requireConfirmed(block.confirmed());
      case Change.Unblock unblock -> requireConfirmed(unblock.confirmed());
      case Change.Hide _, Change.Restore _, Change.Leave _, Change.Return _ ->
          requireSide(side, Side.CLIENT);
      case Change.Restrict restrict -> {
        requireSide(side, Side.STAFF);
        requireEnd(restrict.until(), now);
      }
      case Change.Lift _ -> requireSide(side, Side.STAFF);
    }
  }

  /** Whether it changes nothing but what the client sees in their own list. */
  private static boolean isOfTheList(Change change) {
    return change instanceof Change.Hide || change instanceof Change.Restore;
  }

  private static Refused workspaceOnly() {
    return Refused.of(Code.NOT_ALLOWED, "Here the workspace alone speaks, and nobody answers it.");
  }

  static void requireConfirmed(boolean confirmed) {
    if (!confirmed) {
      throw Refused.field(
          Code.CONFIRMATION_NEEDED, "confirm", "Ask the person, then say confirm: true.");
    }
  }

  private static void requireSide(Side side, Side wanted) {
    if (side != wanted) {
      throw Refused.of(Code.NOT_ALLOWED, "This is for the other side of the conversation.");
    }
  }

  private static void requireEnd(Instant until, Instant now) {
    if (!until.isAfter(now) || until.isAfter(now.plus(Limits.RESTRICTION))) {
      throw Refused.field(
          Code.INVALID_FIELD,
          "until",
          "A restriction ends in the future, within " + Limits.RESTRICTION.toDays() + " days.");
    }
  }

  /** Whether a side may write as the two stand: a block never strands paid work. */
  static void requireThatMayWrite(Tail tail, Side side, Instant now) {
    obstacle(tail, side, now)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** Why a side may not write as the two stand; empty when it may. */
  static Optional<Refused> obstacle(Tail tail, Side side, Instant now) {
    return switch (tail.conversation().counterpart()) {
      case Counterpart.Workspace _ -> Optional.of(workspaceOnly());
      case Counterpart.Specialist _, Counterpart.Channel _ ->
          obstacle(tail.last().standing(), side, tail.stamp(now));
    };
  }

  private static Optional<Refused> obstacle(Standing standing, Side side, Instant at) {
    if (standing.paidWork() == 0 && standing.isBlockedBy(side)) {
      return Optional.of(
          Refused.of(Code.UNBLOCK_FIRST, "You have blocked the other side: unblock it first."));
    }
    if (standing.paidWork() == 0 && !standing.blockedBy().isEmpty()) {
      return Optional.of(Refused.of(Code.BLOCKED, "The other side has blocked you."));
    }
    return switch (side) {
      case STAFF ->
          standing.unreachable()
              ? Optional.of(
                  Refused.of(Code.UNREACHABLE, "The client has left and cannot be reached here."))
              : Optional.empty();
      case CLIENT -> standing.restriction().filter(it -> it.holdsAt(at)).map(Changing::restricted);
    };
  }

  private static Refused restricted(Restriction restriction) {
    return Refused.of(
        Code.RESTRICTED,
        "You may not write here until %s: %s."
            .formatted(restriction.until(), restriction.reason().name().toLowerCase(Locale.ROOT)));
  }

  private static Content content(Change change) {
    return switch (change) {
      case Change.Block _ -> new Content.Blocked();
      case Change.Unblock _ -> new Content.Unblocked();
      case Change.Hide _ -> new Content.Hidden();
      case Change.Restore _ -> new Content.Restored();
      case Change.Restrict it -> new Content.Restricted(it.reason(), it.note(), it.until());
      case Change.Lift _ -> new Content.Lifted();
      case Change.Leave _ -> new Content.Left();
      case Change.Return _ -> new Content.Returned();
    };
  }
}
