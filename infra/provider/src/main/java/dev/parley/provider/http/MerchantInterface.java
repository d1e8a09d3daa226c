package dev.parley.provider.http;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Order.PaymentOrder;
import dev.parley.provider.account.Order.PayoutOrder;
import dev.parley.provider.account.Order.RefundOrder;
import dev.parley.provider.account.Outcome;
import dev.parley.provider.account.Payout;
import dev.parley.provider.account.Refusal;
import dev.parley.provider.wire.Fields;
import dev.parley.provider.wire.Shapes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** What a merchant calls, with the key, under {@code /v1}. */
final class MerchantInterface implements Interface {
  private static final Set<String> REFERENCE = Set.of("reference");
  private static final Set<String> BOOK = Set.of("from", "until", "after", "limit");
  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

  private final byte[] authorization;
  private final Account account;
  private final Shapes shapes;

  MerchantInterface(String key, Account account, Shapes shapes) {
    this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    this.account = account;
    this.shapes = shapes;
  }

  @Override
  public Reply answer(Request request) {
    requireKey(request);
    String called = request.method() + " " + request.segment(1);
    if (request.path().size() == 3 && called.equals("GET payments")) {
      request.requireParametersOf(Set.of());
      return Reply.json(200, shapes.of(account.payment(request.segment(2))));
    }
    if (request.path().size() != 2) {
      throw Interfaces.noSuchCall(request);
    }
    return switch (called) {
      case "POST payments" -> announce(request);
      case "POST payouts" -> payOut(request);
      case "POST refunds" -> refund(request);
      case "GET payments" ->
          Reply.json(
              200, shapes.list("payments", account.payments(reference(request)), shapes::of));
      case "GET payouts" -> sent(request, Payout.Kind.PAYOUT, "payouts");
      case "GET refunds" -> sent(request, Payout.Kind.REFUND, "refunds");
      case "GET book" -> book(request);
      default -> throw Interfaces.noSuchCall(request);
    };
  }

  private void requireKey(Request request) {
    byte[] given = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, authorization)) {
      throw new Refusal(401, "unauthorized", "Authorization must be Bearer and the key");
    }
  }

  private Reply announce(Request request) {
    String key = idempotencyKey(request);
    Fields fields = Fields.of(request.body());
    PaymentOrder order =
        new PaymentOrder(
            fields.text("reference", Limits.NAME),
            fields.money("amount"),
            fields.text("description", Limits.DESCRIPTION),
            fields.optionalAddress("returnUrl"));
    fields.end();
    return reply(account.announce(key, order));
  }

  private Reply payOut(Request request) {
    String key = idempotencyKey(request);
    Fields fields = Fields.of(request.body());
    PayoutOrder order =
        new PayoutOrder(
            fields.text("reference", Limits.NAME),
            fields.money("amount"),
            fields.text("purse", Limits.NAME));
    fields.end();
    return reply(account.send(key, order));
  }

  private Reply refund(Request request) {
    String key = idempotencyKey(request);
    Fields fields = Fields.of(request.body());
    RefundOrder order =
        new RefundOrder(
            fields.text("reference", Limits.NAME),
            fields.text("payment", Limits.NAME),
            fields.money("amount"));
    fields.end();
    return reply(account.send(key, order));
  }

  private Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Cut() -> new Reply.Cut();
      case Outcome.Answered(var subject, var fresh) ->
          Reply.json(fresh ? 201 : 200, shapes.of(subject));
    };
  }

  private static String idempotencyKey(Request request) {
    request.requireParametersOf(Set.of());
    String key =
        request
            .header("idempotency-key")
            .orElseThrow(
                () -> Refusal.malformed("missing_idempotency_key", "Idempotency-Key is missing"));
    if (!KEY.matcher(key).matches()) {
      throw Refusal.malformed(
          "invalid_idempotency_key", "Idempotency-Key has 1 to 200 visible characters of ASCII");
    }
    return key;
  }

  private Reply sent(Request request, Payout.Kind kind, String name) {
    return Reply.json(
        200, shapes.list(name, account.payouts(kind, reference(request)), shapes::of));
  }

  private static String reference(Request request) {
    request.requireParametersOf(REFERENCE);
    return request
        .parameter("reference")
        .orElseThrow(
            () -> Refusal.malformed("missing_parameter", "the parameter reference is missing"));
  }

  private Reply book(Request request) {
    request.requireParametersOf(BOOK);
    return Reply.json(
        200,
        shapes.of(
            account.operations(
                instant(request, "from", Instant.MIN),
                instant(request, "until", Instant.MAX),
                request.parameter("after"),
                limit(request))));
  }

  private static Instant instant(Request request, String name, Instant otherwise) {
    try {
      return request.parameter(name).map(Instant::parse).orElse(otherwise);
    } catch (DateTimeException e) {
      throw invalid(name, "no instant like 2026-12-01T00:00:00.000Z");
    }
  }

  private static int limit(Request request) {
    int limit;
    try {
      limit = request.parameter("limit").map(Integer::parseInt).orElse(Limits.USUAL_PAGE);
    } catch (NumberFormatException e) {
      throw invalid("limit", "no number");
    }
    if (limit < 1 || limit > Limits.PAGE) {
      throw invalid("limit", "not from 1 to " + Limits.PAGE);
    }
    return limit;
  }

  private static Refusal invalid(String parameter, String why) {
    return Refusal.malformed("invalid_parameter", parameter + " is " + why);
  }
}
