package dev.parley.core.workspace;

import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.Currency;

/**
 * How money comes into a workspace and leaves it, all in the currency of its consultations.
 *
 * @param leastTopUp the least that a top-up may be
 * @param mostTopUp the most that one may be
 * @param topUpLifetime how long a page of payment is waited for; what is paid later still arrives
 * @param leastWithdrawal the least of their earnings that somebody may withdraw
 * @param mostWithdrawal the most that may leave at once
 * @param approvalAbove what is more than this leaves only when a second person agrees
 */
public record PaymentPolicy(
    Money leastTopUp,
    Money mostTopUp,
    Duration topUpLifetime,
    Money leastWithdrawal,
    Money mostWithdrawal,
    Money approvalAbove) {
  private static final long UNIT = 100;
  private static final long LEAST_WITHDRAWAL = 100 * UNIT;
  private static final long MOST = 100_000 * UNIT;
  private static final long APPROVAL = 50_000 * UNIT;

  /** What a workspace has that says nothing. */
  public static PaymentPolicy standard(Currency currency) {
    return new PaymentPolicy(
        new Money(UNIT, currency),
        new Money(MOST, currency),
        Duration.ofDays(1),
        new Money(LEAST_WITHDRAWAL, currency),
        new Money(MOST, currency),
        new Money(APPROVAL, currency));
  }
}
