package dev.parley.core.payment;

import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a provider's own book.
 *
 * @param id the provider's name for it
 * @param of the provider's name for the payment, or for what was sent out
 * @param reference ours: the one that was announced, or the key it was sent under
 * @param amount above zero for what came in
 */
public record Operation(
    String id, Kind kind, String of, Optional<String> reference, Money amount, Instant at) {
  /** What happened there. */
  public enum Kind {
    /** Somebody has paid. */
    PAYMENT,
    /** It was sent to a purse. */
    PAYOUT,
    /** It was sent back where it came from, because we asked for it. */
    REFUND,
    /** The provider has sent a payment back. */
    RETURN,
    /** The payer's bank has taken a payment back. */
    CHARGEBACK
  }
}
