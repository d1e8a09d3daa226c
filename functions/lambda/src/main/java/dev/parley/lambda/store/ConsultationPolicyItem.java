package dev.parley.lambda.store;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a workspace sells consultations, as attributes of its settings. */
final class ConsultationPolicyItem {
  private static final String CURRENCY = "currency";
  private static final String NUMBERS = "consultations";
  private static final String CAP = "priceCap";

  private ConsultationPolicyItem() {}

  static Attributes write(Attributes item, ConsultationPolicy policy) {
    Map<String, Long> numbers = new HashMap<>();
    policy.priceCap().ifPresent(cap -> numbers.put(CAP, cap.amount()));
    numbers.put("commission", (long) policy.commission().value());
    numbers.put("claimWindow", policy.claimWindow().toMillis());
    numbers.put("requestLifetime", policy.requestLifetime().toMillis());
    numbers.put("offerLifetime", policy.offerLifetime().toMillis());
    numbers.put("paymentWindow", policy.paymentWindow().toMillis());
    numbers.put("claimTime", policy.claimTime().toMillis());
    return item.text(CURRENCY, policy.currency().getCurrencyCode()).numbers(NUMBERS, numbers);
  }

  /** A workspace of before there were consultations has the policy of one that says nothing. */
  static ConsultationPolicy read(Attributes item) {
    if (!item.has(NUMBERS)) {
      return ConsultationPolicy.DEFAULT;
    }
    Currency currency = Currency.getInstance(item.text(CURRENCY));
    Map<String, Long> numbers = item.numbers(NUMBERS);
    return new ConsultationPolicy(
        currency,
        Optional.ofNullable(numbers.get(CAP)).map(amount -> new Money(amount, currency)),
        new BasisPoints(numbers.get("commission").intValue()),
        Duration.ofMillis(numbers.get("claimWindow")),
        Duration.ofMillis(numbers.get("requestLifetime")),
        Duration.ofMillis(numbers.get("offerLifetime")),
        Duration.ofMillis(numbers.get("paymentWindow")),
        Duration.ofMillis(numbers.get("claimTime")));
  }
}
