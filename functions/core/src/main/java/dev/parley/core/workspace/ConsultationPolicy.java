package dev.parley.core.workspace;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/**
 * How a workspace sells consultations.
 *
 * @param priceCap the most that one may cost
 * @param commission the workspace's share of what specialists receive
 * @param claimWindow how long after its end a client may claim that it was poor
 * @param requestLifetime how long a request waits for an offer
 * @param offerLifetime how long an offer stands
 * @param paymentWindow how long after agreement it can be paid
 * @param claimTime how long an arbiter has to decide a claim before being reminded
 */
public record ConsultationPolicy(
    Currency currency,
    Optional<Money> priceCap,
    BasisPoints commission,
    Duration claimWindow,
    Duration requestLifetime,
    Duration offerLifetime,
    Duration paymentWindow,
    Duration claimTime) {
  /** Bounds of a claim window. */
  public static final Duration SHORTEST_CLAIM_WINDOW = Duration.ofHours(1);

  public static final Duration LONGEST_CLAIM_WINDOW = Duration.ofDays(30);

  private static final int TEN_PERCENT = 1_000;

  /** What a workspace has that says nothing. */
  public static final ConsultationPolicy DEFAULT =
      new ConsultationPolicy(
          Currency.getInstance("RUB"),
          Optional.empty(),
          new BasisPoints(TEN_PERCENT),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(3),
          Duration.ofDays(1),
          Duration.ofDays(3));
}
