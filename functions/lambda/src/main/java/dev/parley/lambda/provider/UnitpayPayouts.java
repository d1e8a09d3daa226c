package dev.parley.lambda.provider;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Outgoing.State;
import dev.parley.core.payment.Purse;
import dev.parley.lambda.provider.UnitpayApi.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Payouts to purses. The key of a sending is Unitpay's {@code transactionId}: whoever names one
 * that exists is told what has become of it, whatever else is asked, and nothing is paid again.
 */
final class UnitpayPayouts {
  private static final String CURRENCY = "RUB";
  private static final String MALFORMED = "-32602";

  /** The service is off, or not for this account: it says nothing of any payout. */
  private static final Set<String> CLOSED = Set.of("100", "101");

  /** The sum, the balance, the receiver, the transfer: this payout does not come about. */
  private static final Set<String> REFUSALS =
      Set.of("102", "103", "104", "105", "106", "1051", "1052", "1053", "201");

  private final UnitpayApi api;
  private final UnitpayAccount account;

  UnitpayPayouts(UnitpayApi api, UnitpayAccount account) {
    this.api = api;
    this.account = account;
  }

  Outgoing send(String key, Money amount, Purse purse) {
    if (!amount.currency().getCurrencyCode().equals(CURRENCY)) {
      return failed(key, "currency");
    }
    Map<String, String> parameters = named(key);
    parameters.put("sum", Decimals.text(amount));
    parameters.put("purse", purse.number());
    parameters.put("paymentType", "webmoney");
    return switch (api.call("massPayment", parameters)) {
      case Answer.Result(var payout) -> outgoing(key, payout);
      case Answer.Failure(var code) ->
          code.filter(MALFORMED::equals)
              .map(it -> failed(key, it))
              .orElseGet(() -> refused(key, code));
    };
  }

  /**
   * What is answered about an id that Unitpay has never heard is not written anywhere; in its test
   * mode it is an error. Parameters that it calls wrong are such a one: sending again under the
   * same key is harmless.
   */
  Optional<Outgoing> outgoing(String key) {
    return switch (api.call("massPaymentStatus", named(key))) {
      case Answer.Result(var payout) -> Optional.of(outgoing(key, payout));
      case Answer.Failure(var code) ->
          code.filter(MALFORMED::equals).isPresent()
              ? Optional.empty()
              : Optional.of(refused(key, code));
    };
  }

  private Map<String, String> named(String key) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("login", account.login());
    parameters.put("secretKey", account.accountKey());
    parameters.put("transactionId", key);
    return parameters;
  }

  private static Outgoing outgoing(String key, Reply payout) {
    String status = payout.text("status");
    Optional<String> externalId = payout.optionalText("payoutId");
    return switch (status) {
      case "success" -> new Outgoing(key, externalId, State.PAID, Optional.empty());
      case "not_completed" -> new Outgoing(key, externalId, State.WAITING, Optional.empty());
      case "error" -> new Outgoing(key, externalId, State.FAILED, Optional.of(status));
      default -> throw Reply.unreadable("status");
    };
  }

  private static Outgoing refused(String key, Optional<String> code) {
    if (code.filter(CLOSED::contains).isPresent()) {
      throw new Unavailable("the provider does not pay out for us");
    }
    return code.filter(REFUSALS::contains)
        .map(it -> failed(key, it))
        .orElseThrow(() -> new Ambiguous("the provider gives no reason that is known", null));
  }

  private static Outgoing failed(String key, String reason) {
    return new Outgoing(key, Optional.empty(), State.FAILED, Optional.of(reason));
  }
}
