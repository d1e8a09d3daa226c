package dev.parley.provider.account;

import java.util.Optional;

/** What a merchant asks for under a key; equal ones are the same request. */
public sealed interface Order {
  String reference();

  Money amount();

  /** Asks for money to be paid in. */
  record PaymentOrder(
      String reference, Money amount, String description, Optional<String> returnUrl)
      implements Order {}

  /** Asks for money to leave the account. */
  sealed interface OutOrder extends Order permits PayoutOrder, RefundOrder {}

  /** Asks for money to go to a purse. */
  record PayoutOrder(String reference, Money amount, String purse) implements OutOrder {}

  /** Asks for money to go back to who has paid it in. */
  record RefundOrder(String reference, String payment, Money amount) implements OutOrder {}
}
