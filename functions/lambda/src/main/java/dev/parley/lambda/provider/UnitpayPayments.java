package dev.parley.lambda.provider;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unitpay, by what it publishes of its API (help.unitpay.ru). It cannot be asked for payments by a
 * reference of ours, only tells of them, and it has no book that a program can read.
 */
final class UnitpayPayments implements Payments {
  private final URI endpoint;
  private final UnitpayAccount account;
  private final UnitpayPayouts payouts;
  private final UnitpayRefunds refunds;

  UnitpayPayments(Http http, URI endpoint, UnitpayAccount account) {
    UnitpayApi api = new UnitpayApi(http, endpoint);
    this.endpoint = endpoint;
    this.account = account;
    this.payouts = new UnitpayPayouts(api, account);
    this.refunds = new UnitpayRefunds(api, account);
  }

  /** Nothing is called: the signed address is the page. */
  @Override
  public Page open(Opening opening) {
    String currency = opening.amount().currency().getCurrencyCode();
    String sum = Decimals.text(opening.amount());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("sum", sum);
    query.put("account", opening.reference());
    query.put("desc", opening.description());
    query.put("currency", currency);
    query.put(
        "signature",
        UnitpaySignature.of(
            List.of(opening.reference(), currency, opening.description(), sum),
            account.projectKey()));
    String page = "/pay/" + Forms.encoded(account.project());
    return new Page(Forms.address(endpoint, page, query).toString());
  }

  /** Nothing is known by asking: what is paid on a page comes by a notification alone. */
  @Override
  public List<Incoming> incoming(String reference) {
    return List.of();
  }

  @Override
  public Outgoing send(Sending sending) {
    return switch (sending.to()) {
      case Destination.ToPurse(var purse) -> payouts.send(sending.key(), sending.amount(), purse);
      case Destination.ToOrigin(_, var payment) ->
          refunds.send(sending.key(), sending.amount(), payment);
    };
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    return switch (sending.to()) {
      case Destination.ToPurse _ -> payouts.outgoing(sending.key());
      case Destination.ToOrigin(_, var payment) ->
          refunds.outgoing(sending.key(), sending.amount(), payment);
    };
  }

  @Override
  public boolean keepsBook() {
    return false;
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    throw new Unavailable("Unitpay has no book that a program can read");
  }
}
