package dev.parley.lambda.wire;

import dev.parley.core.money.Money;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Duration;
import java.util.Currency;

/** Reads how money comes in and leaves; what a workspace does not say is as by default. */
final class PaymentPolicies {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private PaymentPolicies() {}

  /**
   * @param currency that of the consultations, and the only one
   */
  static PaymentPolicy read(Fields fields, Currency currency) {
    requireSame(fields, currency);
    PaymentPolicy otherwise = PaymentPolicy.standard(currency);
    PaymentPolicy policy =
        new PaymentPolicy(
            amount(fields, "leastTopUp", 1, otherwise.leastTopUp()),
            amount(fields, "mostTopUp", 1, otherwise.mostTopUp()),
            fields
                .optionalDuration("topUpLifetime", SHORTEST, LONGEST)
                .orElse(otherwise.topUpLifetime()),
            amount(fields, "leastWithdrawal", 1, otherwise.leastWithdrawal()),
            amount(fields, "mostWithdrawal", 1, otherwise.mostWithdrawal()),
            amount(fields, "approvalAbove", 0, otherwise.approvalAbove()));
    requireRange("TopUp", policy.leastTopUp(), policy.mostTopUp());
    requireRange("Withdrawal", policy.leastWithdrawal(), policy.mostWithdrawal());
    return policy;
  }

  /** Amounts need no currency beside them; whoever thinks of another one is told so. */
  private static void requireSame(Fields fields, Currency currency) {
    if (fields.has("currency") && !Amounts.currency(fields).equals(currency)) {
      throw Fields.invalid("currency", currency.getCurrencyCode() + ", as for consultations");
    }
  }

  private static Money amount(Fields fields, String name, long atLeast, Money otherwise) {
    return fields
        .optionalNumber(name, atLeast, Money.MOST)
        .map(amount -> new Money(amount, otherwise.currency()))
        .orElse(otherwise);
  }

  private static void requireRange(String of, Money least, Money most) {
    if (least.isMoreThan(most)) {
      throw Fields.invalid(
          "least" + of,
          "at most " + most.amount() + ", which is most" + of + ", and is " + least.amount());
    }
  }
}
