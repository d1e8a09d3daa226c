package dev.parley.core.money;

import java.util.Currency;

/**
 * An amount of money.
 *
 * @param amount in the smallest unit of the currency: kopecks, cents; below zero for what is owed
 */
public record Money(long amount, Currency currency) implements Comparable<Money> {
  /**
   * The largest amount that is taken from anybody: ten thousand of them still have a sum, and a
   * ten-thousandfold of one does not overflow.
   */
  public static final long MOST = 100_000_000_000_000L;

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * @throws ArithmeticException when the sum is larger than anything that can be counted
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(amount, same(other).amount), currency);
  }

  /**
   * @throws ArithmeticException when the difference is larger than anything that can be counted
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(amount, same(other).amount), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(amount), currency);
  }

  public boolean isZero() {
    return amount == 0;
  }

  public boolean isPositive() {
    return amount > 0;
  }

  public boolean isMoreThan(Money other) {
    return compareTo(other) > 0;
  }

  /** The smaller one of two. */
  public Money atMost(Money other) {
    return isMoreThan(other) ? other : this;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(amount, same(other).amount);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("money of two currencies: " + currency + other.currency);
    }
    return other;
  }
}
