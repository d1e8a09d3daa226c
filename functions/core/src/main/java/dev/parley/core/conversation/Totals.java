package dev.parley.core.conversation;

/**
 * How many messages people had written, entry by entry, so that the number of unread ones is a
 * subtraction.
 */
public record Totals(long client, long staff) {
  public static final Totals NONE = new Totals(0, 0);

  Totals plusMessageOf(Side side) {
    return switch (side) {
      case CLIENT -> new Totals(client + 1, staff);
      case STAFF -> new Totals(client, staff + 1);
    };
  }
}
