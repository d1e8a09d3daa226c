package dev.parley.lambda.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Destination;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Limits;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sandbox provider. Its keys of idempotency are our references and keys of sendings. */
final class SandboxPayments implements Payments {
  private static final int UNAUTHORIZED = 401;
  private static final int MALFORMED = 400;
  private static final int UNKNOWN = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int PAGE = 200;
  private static final String REFUSED = "refused";
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private final Http http;
  private final URI endpoint;
  private final String key;

  SandboxPayments(Http http, URI endpoint, String key) {
    this.http = http;
    this.endpoint = endpoint;
    this.key = key;
  }

  @Override
  public Page open(Opening opening) {
    ObjectNode body =
        Reply.written()
            .put("reference", opening.reference())
            .put("description", opening.description());
    body.set("amount", written(opening.amount()));
    Http.Answer answer = post("/v1/payments", opening.reference(), body);
    String url = success(answer).text("url");
    if (url.length() > Limits.PAGE_CHARACTERS) {
      throw Reply.unreadable("url");
    }
    return new Page(url);
  }

  @Override
  public List<Incoming> incoming(String reference) {
    return get("/v1/payments", Map.of("reference", reference)).objects("payments").stream()
        .map(SandboxPayments::incoming)
        .toList();
  }

  @Override
  public Outgoing send(Sending sending) {
    ObjectNode body = Reply.written().put("reference", sending.key());
    body.set("amount", written(sending.amount()));
    switch (sending.to()) {
      case Destination.ToPurse(var purse) -> body.put("purse", purse.number());
      case Destination.ToOrigin(_, var externalId) -> body.put("payment", externalId);
    }
    Http.Answer answer = post("/v1/" + kind(sending), sending.key(), body);
    return switch (answer.status()) {
      case MALFORMED, UNKNOWN, UNPROCESSABLE -> refused(sending, answer);
      default -> outgoing(sending, success(answer));
    };
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    String kind = kind(sending);
    List<Reply> found = get("/v1/" + kind, Map.of("reference", sending.key())).objects(kind);
    if (found.size() > 1) {
      throw new Ambiguous("the provider has two sendings under one key", null);
    }
    return found.stream().findFirst().map(it -> outgoing(sending, it));
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("from", INSTANT.format(from));
    query.put("until", INSTANT.format(until));
    after.ifPresent(it -> query.put("after", it));
    query.put("limit", String.valueOf(PAGE));
    Reply book = get("/v1/book", query);
    return new Operations(
        book.objects("operations").stream().map(SandboxPayments::operation).toList(),
        book.truth("complete"));
  }

  private Http.Answer post(String path, String idempotencyKey, ObjectNode body) {
    Map<String, String> headers = new LinkedHashMap<>(authorization());
    headers.put("Idempotency-Key", idempotencyKey);
    return http.post(Forms.address(endpoint, path, Map.of()), headers, body.toString());
  }

  private Reply get(String path, Map<String, String> query) {
    return success(http.get(Forms.address(endpoint, path, query), authorization()));
  }

  private Map<String, String> authorization() {
    return Map.of("Authorization", "Bearer " + key);
  }

  private static Reply success(Http.Answer answer) {
    if (answer.status() == UNAUTHORIZED) {
      throw new Unavailable("the provider does not take our key");
    }
    if (answer.isSuccess()) {
      return Reply.of(answer.body());
    }
    throw new Ambiguous("the provider does not understand us: " + answer.status(), null);
  }

  /** That its key was used with another body is no end: it leaves open what was sent under it. */
  private static Outgoing refused(Sending sending, Http.Answer answer) {
    String code = Reply.of(answer.body()).text("code");
    if (answer.status() == UNPROCESSABLE && !code.equals(REFUSED)) {
      throw new Ambiguous("the provider knows this key for something else", null);
    }
    return new Outgoing(
        sending.key(), Optional.empty(), Outgoing.State.FAILED, Optional.of(reason(code)));
  }

  /** What is no code might name somebody. */
  static String reason(String code) {
    return CODE.matcher(code).matches() ? code : REFUSED;
  }

  private static String kind(Sending sending) {
    return switch (sending.to()) {
      case Destination.ToPurse _ -> "payouts";
      case Destination.ToOrigin _ -> "refunds";
    };
  }

  static Incoming incoming(Reply payment) {
    try {
      return new Incoming(
          payment.text("id"),
          payment.optionalText("reference"),
          money(payment, "amount"),
          payment.constant("status", Incoming.State.class),
          money(payment, "takenBack"));
    } catch (IllegalArgumentException e) {
      // No payment can be so.
      throw Reply.unreadable("takenBack");
    }
  }

  /** What is told of another key, or of another amount, is not told of this. */
  private static Outgoing outgoing(Sending sending, Reply sent) {
    if (!sent.text("reference").equals(sending.key())
        || !money(sent, "amount").equals(sending.amount())) {
      throw Reply.unreadable("it is about something else");
    }
    Outgoing.State state = sent.constant("status", Outgoing.State.class);
    Optional<String> reason =
        state == Outgoing.State.FAILED
            ? sent.optionalText("reason")
                .map(SandboxPayments::reason)
                .or(() -> Optional.of(REFUSED))
            : Optional.empty();
    return new Outgoing(sending.key(), Optional.of(sent.text("id")), state, reason);
  }

  private static Operation operation(Reply line) {
    return new Operation(
        line.text("id"),
        line.constant("kind", Operation.Kind.class),
        line.text("of"),
        line.optionalText("reference"),
        money(line, "amount"),
        line.instant("at"));
  }

  private static Money money(Reply holder, String name) {
    Reply money = holder.object(name);
    try {
      return new Money(money.whole("amount"), Currency.getInstance(money.text("currency")));
    } catch (IllegalArgumentException e) {
      throw Reply.unreadable(name);
    }
  }

  private static ObjectNode written(Money money) {
    return Reply.written()
        .put("amount", money.amount())
        .put("currency", money.currency().getCurrencyCode());
  }
}
