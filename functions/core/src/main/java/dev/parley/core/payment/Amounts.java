package dev.parley.core.payment;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;

/** How much may move at once. */
final class Amounts {
  private Amounts() {}

  static void requireCurrency(Money amount, Money other) {
    if (!amount.currency().equals(other.currency())) {
      throw Refused.field(
          Code.INVALID_FIELD, "amount", "It is in the currency that is used in this workspace.");
    }
  }

  static void requireWithin(Money amount, Money least, Money most) {
    requireCurrency(amount, least);
    if (least.isMoreThan(amount)) {
      throw Refused.field(
          Code.BELOW_MINIMUM, "amount", "It is at least " + least.amount() + " here.");
    }
    if (amount.isMoreThan(most)) {
      throw Refused.field(
          Code.ABOVE_LIMIT, "amount", "It is at most " + most.amount() + " at once.");
    }
  }
}
