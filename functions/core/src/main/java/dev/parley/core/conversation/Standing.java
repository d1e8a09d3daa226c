package dev.parley.core.conversation;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the two sides stand to each other after an entry. Every entry carries it, as it carries its
 * totals, so the newest entry alone tells who may write.
 *
 * <p>To block is one side's will against the other, to restrict is the workspace's against a
 * client, and that a client cannot be reached is nobody's will: none is ever shown as another.
 *
 * @param blockedBy the sides that do not want to hear from the other
 * @param hidden whether the client has put it out of their list
 * @param unreachable whether the client has left the messenger they were reached by
 * @param restriction the latest one, which may be over
 * @param paidWork how many consultations are paid and not settled: no block strands them
 */
public record Standing(
    Set<Side> blockedBy,
    boolean hidden,
    boolean unreachable,
    Optional<Restriction> restriction,
    int paidWork) {
  /** Nothing is in anybody's way. */
  public static final Standing FREE = new Standing(Set.of(), false, false, Optional.empty());

  public Standing {
    blockedBy = Set.copyOf(blockedBy);
  }

  /** Without paid work. */
  public Standing(
      Set<Side> blockedBy, boolean hidden, boolean unreachable, Optional<Restriction> restriction) {
    this(blockedBy, hidden, unreachable, restriction, 0);
  }

  /** Only blocks are in the way. */
  public static Standing blocked(Side... by) {
    return new Standing(Set.of(by), false, false, Optional.empty());
  }

  public boolean isBlockedBy(Side side) {
    return blockedBy.contains(side);
  }

  /** What it is after one more entry: a message brings a conversation, or a client, back. */
  Standing after(Content content, Side side) {
    Standing before = content.isMessage() ? afterMessageOf(side) : this;
    return before.changedBy(content, side);
  }

  private Standing afterMessageOf(Side side) {
    return new Standing(blockedBy, false, unreachable && side == Side.STAFF, restriction, paidWork);
  }

  private Standing changedBy(Content content, Side side) {
    return switch (content) {
      case Content.Blocked _ -> withBlock(side, true);
      case Content.Unblocked _ -> withBlock(side, false);
      case Content.Hidden _ -> new Standing(blockedBy, true, unreachable, restriction, paidWork);
      case Content.Restored _ -> new Standing(blockedBy, false, unreachable, restriction, paidWork);
      case Content.Left _ -> new Standing(blockedBy, hidden, true, restriction, paidWork);
      case Content.Returned _ -> new Standing(blockedBy, hidden, false, restriction, paidWork);
      case Content.Restricted it -> with(Optional.of(new Restriction(it.reason(), it.until())));
      case Content.Lifted _ -> with(Optional.empty());
      case Content.Progress it -> withPaidWork(it.work());
      case Content.Message _,
          Content.Notice _,
          Content.Opened _,
          Content.Edited _,
          Content.Erasure _,
          Content.Erased _,
          Content.Unknown _ ->
          this;
    };
  }

  private Standing with(Optional<Restriction> newest) {
    return new Standing(blockedBy, hidden, unreachable, newest, paidWork);
  }

  private Standing withPaidWork(Content.Progress.Work work) {
    int more =
        switch (work) {
          case BEGINS -> 1;
          case GOES_ON -> 0;
          case ENDS -> -1;
        };
    return new Standing(blockedBy, hidden, unreachable, restriction, paidWork + more);
  }

  private Standing withBlock(Side side, boolean blocked) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    sides.addAll(blockedBy);
    if (blocked) {
      sides.add(side);
    } else {
      sides.remove(side);
    }
    return new Standing(sides, hidden, unreachable, restriction, paidWork);
  }
}
