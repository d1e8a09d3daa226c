package dev.parley.lambda.provider;

import dev.parley.core.money.Money;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Purse;
import dev.parley.core.payment.Sending;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.http.SdkHttpClient;

/** An adapter that speaks to a script. */
abstract class Scripted {
  static final Currency RUB = Currency.getInstance("RUB");
  static final String PURSE = "P123456789012";
  static final String UNITPAY_KEY = "15155-ae12d:projectsecret:partner@example.com:accountsecret";
  static final Sending PAYOUT =
      new Sending("k1", rub(150_005), new Destination.ToPurse(new Purse(PURSE)));

  final SdkHttpClient http = Providers.http();
  final Script script = new Script();

  @AfterEach
  void end() {
    script.close();
    http.close();
  }

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  static Sending refund(long kopecks, String externalId) {
    PaymentId payment = PaymentId.external("dental", externalId);
    return new Sending("k2", rub(kopecks), new Destination.ToOrigin(payment, externalId));
  }

  Payments sandbox() {
    return Providers.of("sandbox", script.address(), "bearersecret", http);
  }

  Payments unitpay() {
    return Providers.of("unitpay", script.address(), UNITPAY_KEY, http);
  }

  Payments impatient(String kind) {
    return Providers.of(kind, script.address(), UNITPAY_KEY, http, Duration.ofMillis(300));
  }
}
