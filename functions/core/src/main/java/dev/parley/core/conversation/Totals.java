package dev.parley.core.conversation;

import java.util.Optional;

/**
 * How many messages people had written, entry by entry, so that the number of unread ones is a
 * subtraction.
 *
 * @param newest the side that wrote the newest message; empty before the first
 */
public record Totals(long client, long staff, Optional<Side> newest) {
  public static final Totals NONE = new Totals(0, 0, Optional.empty());

  /** What they are after one more entry. */
  Totals after(Content content, Side side) {
    return content.isMessage() ? plusMessageOf(side) : this;
  }

  Totals plusMessageOf(Side side) {
    return switch (side) {
      case CLIENT -> new Totals(client + 1, staff, Optional.of(side));
      case STAFF -> new Totals(client, staff + 1, Optional.of(side));
    };
  }

  /** Messages by the side that the given one talks with. */
  long toBeReadBy(Side side) {
    return switch (side) {
      case CLIENT -> staff;
      case STAFF -> client;
    };
  }

  /** Whether a person wrote last and it was the client. */
  public boolean unanswered() {
    return newest.equals(Optional.of(Side.CLIENT));
  }
}
