package dev.parley.lambda.wire;

import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.ConsultationPolicy;
import java.time.Duration;
import java.util.Currency;

/** Reads how a workspace sells consultations; what it does not say is as by default. */
final class ConsultationPolicies {
  private static final ConsultationPolicy DEFAULT = ConsultationPolicy.DEFAULT;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int WHOLE = 10_000;

  private ConsultationPolicies() {}

  static ConsultationPolicy read(Fields fields) {
    Currency currency = Amounts.currency(fields);
    return new ConsultationPolicy(
        currency,
        fields.optionalNumber("priceCap", 1, Money.MOST).map(amount -> new Money(amount, currency)),
        fields
            .optionalNumber("commission", 0, WHOLE)
            .map(share -> new BasisPoints(share.intValue()))
            .orElse(DEFAULT.commission()),
        fields
            .optionalDuration(
                "claimWindow",
                ConsultationPolicy.SHORTEST_CLAIM_WINDOW,
                ConsultationPolicy.LONGEST_CLAIM_WINDOW)
            .orElse(DEFAULT.claimWindow()),
        time(fields, "requestLifetime", DEFAULT.requestLifetime()),
        time(fields, "offerLifetime", DEFAULT.offerLifetime()),
        time(fields, "paymentWindow", DEFAULT.paymentWindow()),
        time(fields, "claimTime", DEFAULT.claimTime()));
  }

  private static Duration time(Fields fields, String name, Duration otherwise) {
    return fields.optionalDuration(name, SHORTEST, LONGEST).orElse(otherwise);
  }
}
