package dev.parley.lambda.store;

import dev.parley.core.money.Money;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/**
 * How money comes into a workspace and leaves it, as attributes of its settings; in the currency of
 * its consultations, which {@link ConsultationPolicyItem} has.
 */
final class PaymentPolicyItem {
  private static final String NUMBERS = "payments";

  private PaymentPolicyItem() {}

  static Attributes write(Attributes item, PaymentPolicy policy) {
    return item.numbers(
        NUMBERS,
        Map.of(
            "leastTopUp", policy.leastTopUp().amount(),
            "mostTopUp", policy.mostTopUp().amount(),
            "topUpLifetime", policy.topUpLifetime().toMillis(),
            "leastWithdrawal", policy.leastWithdrawal().amount(),
            "mostWithdrawal", policy.mostWithdrawal().amount(),
            "approvalAbove", policy.approvalAbove().amount()));
  }

  /** A workspace of before there were payments has the policy of one that says nothing. */
  static PaymentPolicy read(Attributes item, Currency currency) {
    if (!item.has(NUMBERS)) {
      return PaymentPolicy.standard(currency);
    }
    Map<String, Long> numbers = item.numbers(NUMBERS);
    return new PaymentPolicy(
        new Money(numbers.get("leastTopUp"), currency),
        new Money(numbers.get("mostTopUp"), currency),
        Duration.ofMillis(numbers.get("topUpLifetime")),
        new Money(numbers.get("leastWithdrawal"), currency),
        new Money(numbers.get("mostWithdrawal"), currency),
        new Money(numbers.get("approvalAbove"), currency));
  }
}
