package dev.parley.lambda.bootstrap;

import dev.parley.core.failure.Refused;
import dev.parley.lambda.provider.SignedNews;
import dev.parley.lambda.provider.UnitpayNews;
import java.util.Map;
import java.util.Optional;

/** What the provider that is set calls with; of another one nothing is believed. */
public final class Webhooks {
  private final Optional<SignedNews> signed;
  private final Optional<UnitpayNews> unitpay;

  Webhooks(Optional<SignedNews> signed, Optional<UnitpayNews> unitpay) {
    this.signed = signed;
    this.unitpay = unitpay;
  }

  /**
   * Takes in a call that is signed by Standard Webhooks.
   *
   * @return the type of what was told
   * @throws Refused with {@code bad_signature}
   */
  public String told(String workspace, Map<String, String> headers, byte[] body) {
    return signed.orElseThrow(Webhooks::nobody).take(workspace, headers, body);
  }

  /**
   * Takes in a notification of Unitpay.
   *
   * @return what it wants to be answered
   * @throws Refused with {@code bad_signature}
   */
  public String notified(String workspace, String query) {
    return unitpay.orElseThrow(Webhooks::nobody).take(workspace, query);
  }

  private static Refused nobody() {
    return Refused.notSigned();
  }
}
