package dev.parley.lambda.provider;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Outgoing.State;
import dev.parley.lambda.provider.UnitpayApi.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refunds of payments. Unitpay gives them no key, does not hold two of a part apart, and allows one
 * for a payment, so the payment itself is asked first what was refunded of it. Where that cannot be
 * told from another refund, it is left to a person.
 */
final class UnitpayRefunds {
  private static final String MALFORMED = "-32602";

  /** The money has come; in the second case our answer to the notification was not good. */
  private static final Set<String> PAID = Set.of("success", "error_pay");

  private final UnitpayApi api;
  private final UnitpayAccount account;

  UnitpayRefunds(UnitpayApi api, UnitpayAccount account) {
    this.api = api;
    this.account = account;
  }

  /**
   * A payment as far as refunds go.
   *
   * @param untouched whether nothing of it was refunded
   */
  private record Refundable(boolean paid, boolean untouched, Money whole, Money left) {
    /** Two refunds of more than half cannot both have been asked for. */
    boolean wasRefundedBy(Money amount) {
      return whole.minus(left).equals(amount) && amount.plus(amount).isMoreThan(whole);
    }
  }

  Outgoing send(String key, Money amount, String payment) {
    Refundable before = payment(payment);
    if (!amount.currency().equals(before.whole.currency())) {
      return ended(key, State.FAILED, "currency");
    }
    if (!before.untouched) {
      return told(key, amount, before);
    }
    if (!before.paid) {
      return ended(key, State.FAILED, "not_paid");
    }
    if (amount.isMoreThan(before.left)) {
      return ended(key, State.FAILED, "more_than_left");
    }
    Map<String, String> parameters = named(payment);
    parameters.put("sum", Decimals.text(amount));
    return switch (api.call("refundPayment", parameters)) {
      case Answer.Result _ -> ended(key, State.PAID, null);
      case Answer.Failure(var code) when code.filter(MALFORMED::equals).isPresent() ->
          ended(key, State.FAILED, MALFORMED);
      case Answer.Failure _ -> afterRefusal(key, amount, payment);
    };
  }

  /** Empty when nothing was refunded: sending again asks the payment again. */
  Optional<Outgoing> outgoing(String key, Money amount, String payment) {
    Refundable now = payment(payment);
    return now.untouched ? Optional.empty() : Optional.of(told(key, amount, now));
  }

  /** Refusals of refunds have words and no code: an earlier one, whose answer was lost, is one. */
  private Outgoing afterRefusal(String key, Money amount, String payment) {
    Refundable after = payment(payment);
    return after.untouched ? ended(key, State.FAILED, "refused") : told(key, amount, after);
  }

  private static Outgoing told(String key, Money amount, Refundable now) {
    if (now.wasRefundedBy(amount)) {
      return ended(key, State.PAID, null);
    }
    throw new Ambiguous("whose refund the payment has had is not told", null);
  }

  private Refundable payment(String payment) {
    return switch (api.call("getPayment", named(payment))) {
      case Answer.Result(var found) -> refundable(found, payment);
      case Answer.Failure _ -> throw new Ambiguous("the provider tells nothing of it", null);
    };
  }

  private static Refundable refundable(Reply found, String payment) {
    if (!found.text("paymentId").equals(payment)) {
      throw Reply.unreadable("paymentId");
    }
    String currency = found.text("orderCurrency");
    Money whole = money(found, "orderSum", currency);
    Money left = money(found, "availableForRefund", currency);
    boolean refunded = found.text("status").equals("refund") || !found.isEmpty("refunds");
    return new Refundable(PAID.contains(found.text("status")), !refunded, whole, left);
  }

  private static Money money(Reply found, String name, String currency) {
    return Decimals.money(found.text(name), currency).orElseThrow(() -> Reply.unreadable(name));
  }

  private Map<String, String> named(String payment) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("paymentId", payment);
    parameters.put("secretKey", account.projectKey());
    return parameters;
  }

  private static Outgoing ended(String key, State state, String reason) {
    return new Outgoing(key, Optional.empty(), state, Optional.ofNullable(reason));
  }
}
