package dev.parley.provider.account;

import java.util.Optional;

/**
 * Money that goes out: to a purse, or back to who has paid.
 *
 * @param payment what a refund is of
 * @param reason why it failed
 * @param silent whether nothing is told of it, whatever becomes of it
 */
public record Payout(
    String id,
    Kind kind,
    String reference,
    Optional<String> payment,
    Money amount,
    Status status,
    Optional<String> reason,
    boolean silent)
    implements Subject {

  /** Where the money goes. */
  public enum Kind {
    PAYOUT,
    REFUND
  }

  /** How far it has come. */
  public enum Status {
    WAITING,
    PAID,
    FAILED
  }

  Payout settled(boolean paid) {
    return new Payout(
        id,
        kind,
        reference,
        payment,
        amount,
        paid ? Status.PAID : Status.FAILED,
        paid ? Optional.empty() : Optional.of("declined"),
        silent);
  }
}
