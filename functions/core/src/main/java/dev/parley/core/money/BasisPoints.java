package dev.parley.core.money;

/**
 * A share in hundredths of a percent.
 *
 * @param value 0 to 10,000
 */
public record BasisPoints(int value) {
  public static final BasisPoints NONE = new BasisPoints(0);

  private static final int WHOLE = 10_000;

  public BasisPoints {
    if (value < 0 || value > WHOLE) {
      throw new IllegalArgumentException("no share: " + value);
    }
  }

  /**
   * This share of an amount, rounded down to its smallest unit: whoever gets the rest gains the
   * remainder.
   *
   * @param whole not below zero and at most {@link Money#MOST}
   */
  public Money of(Money whole) {
    if (whole.amount() < 0 || whole.amount() > Money.MOST) {
      throw new IllegalArgumentException("a share is taken of what was paid");
    }
    return new Money(whole.amount() * value / WHOLE, whole.currency());
  }
}
