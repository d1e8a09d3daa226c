package dev.parley.core.payment;

/** Where money goes that leaves. */
public sealed interface Destination {
  /** A specialist's purse, for what they have earned. */
  record ToPurse(Purse purse) implements Destination {}

  /**
   * Back where a payment came from.
   *
   * @param payment the top-up that it was, or the payment that fitted none
   * @param externalId the provider's name for it
   */
  record ToOrigin(PaymentId payment, String externalId) implements Destination {}
}
