package dev.parley.provider.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the book.
 *
 * @param of the id of the payment, payout or refund
 * @param amount as the merchant's account sees it
 */
public record Operation(
    String id, Kind kind, String of, Optional<String> reference, Money amount, Instant at) {

  /** What moved the money. */
  public enum Kind {
    PAYMENT,
    PAYOUT,
    REFUND,
    RETURN,
    CHARGEBACK;

    /** The amount with the sign that such an operation has in the book. */
    Money signed(Money amount) {
      return this == PAYMENT ? amount : amount.negated();
    }
  }
}
