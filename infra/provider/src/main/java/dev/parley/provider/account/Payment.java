package dev.parley.provider.account;

import java.util.Optional;

/**
 * Money that somebody is to pay in, or has paid in.
 *
 * @param reference the merchant's own name of what is paid; none where nobody announced the money
 * @param returnUrl where the payer goes afterwards
 * @param takenBack what was returned or charged back, in minor units
 * @param refunded what refunds have taken or will take, in minor units
 */
public record Payment(
    String id,
    Optional<String> reference,
    Money amount,
    String description,
    Optional<String> returnUrl,
    Status status,
    long takenBack,
    long refunded)
    implements Subject {

  /** How far it has come. */
  public enum Status {
    WAITING,
    PAID,
    REFUSED,
    RETURNED,
    CHARGED_BACK
  }

  static Payment waiting(String id, Order.PaymentOrder order) {
    return new Payment(
        id,
        Optional.of(order.reference()),
        order.amount(),
        order.description(),
        order.returnUrl(),
        Status.WAITING,
        0,
        0);
  }

  boolean everPaid() {
    return status != Status.WAITING && status != Status.REFUSED;
  }

  /** What neither went back nor is going back, in minor units. */
  long left() {
    return everPaid() ? amount.amount() - takenBack - refunded : 0;
  }

  Payment as(Status other) {
    return new Payment(id, reference, amount, description, returnUrl, other, takenBack, refunded);
  }

  Payment takenBack(Status by, long more) {
    return new Payment(
        id, reference, amount, description, returnUrl, by, takenBack + more, refunded);
  }

  /** Below zero when a refund has failed. */
  Payment refunded(long more) {
    return new Payment(
        id, reference, amount, description, returnUrl, status, takenBack, refunded + more);
  }
}
