package dev.parley.core.finance;

import dev.parley.core.money.Money;

/**
 * Something of which our book and the provider's do not say the same.
 *
 * @param what ours: the value of a payment's id; or the provider's name for what it is about
 * @param amount that of whichever book has it
 */
public record Difference(Kind kind, String what, Money amount) {
  /** How they differ. */
  public enum Kind {
    /** The provider has it, and we do not. */
    MISSING_HERE,
    /** We have it, and the provider does not. */
    MISSING_THERE,
    /** Both have it, and not as much. */
    AMOUNT
  }
}
