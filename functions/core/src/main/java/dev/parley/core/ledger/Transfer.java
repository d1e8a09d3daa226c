package dev.parley.core.ledger;

import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Money moves between accounts of a workspace. Transfers are never changed or taken back; a later
 * one may do the opposite.
 *
 * @param id follows from what caused it, so that the same never moves money twice
 * @param legs one for each account; they sum to zero
 * @param at milliseconds
 */
public record Transfer(
    String workspace, String id, Currency currency, Cause cause, Instant at, List<Leg> legs) {
  public Transfer {
    legs = List.copyOf(legs);
    requireBalanced(legs);
  }

  private static void requireBalanced(List<Leg> legs) {
    long sum = 0;
    Set<Leg> accounts = new HashSet<>();
    for (Leg leg : legs) {
      sum = Math.addExact(sum, leg.amount());
      if (leg.amount() == 0 || !accounts.add(new Leg(leg.account(), leg.owner(), 0))) {
        throw new IllegalArgumentException("a leg moves something, and each account has one leg");
      }
    }
    if (sum != 0 || legs.isEmpty()) {
      throw new IllegalArgumentException("the legs of a transfer sum to zero");
    }
  }

  /** The same, stamped no earlier than any of the lines that it is written behind. */
  Transfer notBefore(List<Line> front) {
    Instant latest = front.stream().map(Line::at).reduce(at, Transfer::later);
    return new Transfer(workspace, id, currency, cause, latest, legs);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** The books that it writes a line in. */
  public Set<Book> books() {
    Set<Book> books = new HashSet<>();
    for (Leg leg : legs) {
      if (leg.account().isKept()) {
        books.add(Book.of(workspace, currency, leg));
      }
    }
    return books;
  }
}
