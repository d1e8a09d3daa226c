package dev.parley.core.conversation;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the two sides stand to each other after an entry. Every entry carries it, as it carries its
 * totals, so the newest entry alone tells who may write.
 *
 * <p>To block is one side's will against the other. That a workspace restricts a client, and that a
 * client cannot be reached, are states of their own: each becomes a component beside this one, and
 * none is ever shown as another.
 *
 * @param blockedBy the sides that do not want to hear from the other
 */
public record Standing(Set<Side> blockedBy) {
  /** Nothing is in anybody's way. */
  public static final Standing FREE = new Standing(Set.of());

  public Standing {
    blockedBy = Set.copyOf(blockedBy);
  }

  public boolean isBlockedBy(Side side) {
    return blockedBy.contains(side);
  }

  /** What it is after one more entry. */
  Standing after(Content content, Side side) {
    return switch (content) {
      case Content.Blocked _ -> with(side, true);
      case Content.Unblocked _ -> with(side, false);
      case Content.Opened _, Content.Text _, Content.Unknown _ -> this;
    };
  }

  private Standing with(Side side, boolean blocked) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    sides.addAll(blockedBy);
    if (blocked) {
      sides.add(side);
    } else {
      sides.remove(side);
    }
    return new Standing(sides);
  }
}
