package dev.parley.core.conversation;

/**
 * How many messages people had written, entry by entry, so that the number of unread ones is a
 * subtraction.
 */
public record Totals(long client, long staff) {
  public static final Totals NONE = new Totals(0, 0);

  /** What they are after one more entry; only texts are messages. */
  Totals after(Content content, Side side) {
    return switch (content) {
      case Content.Text _ -> plusMessageOf(side);
      case Content.Opened _, Content.Blocked _, Content.Unblocked _, Content.Unknown _ -> this;
    };
  }

  Totals plusMessageOf(Side side) {
    return switch (side) {
      case CLIENT -> new Totals(client + 1, staff);
      case STAFF -> new Totals(client, staff + 1);
    };
  }
}
