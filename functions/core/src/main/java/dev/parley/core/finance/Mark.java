package dev.parley.core.finance;

import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Line;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;

/**
 * How far the books of a person were looked at and found right.
 *
 * @param currency of the books
 * @param open the consultations that they have paid and that still held money then
 */
public record Mark(
    Currency currency, Optional<Place> wallet, Optional<Place> income, Set<String> open) {
  public Mark {
    open = Set.copyOf(open);
  }

  /** Nothing was looked at. */
  public static Mark none(Currency currency) {
    return new Mark(currency, Optional.empty(), Optional.empty(), Set.of());
  }

  /** A line that was the last one, and its hash. */
  public record Place(long number, Hash hash) {
    static Place of(Line line) {
      return new Place(line.number(), line.hash());
    }
  }
}
