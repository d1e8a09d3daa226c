package dev.parley.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.provider.account.Change;
import dev.parley.provider.account.Money;
import dev.parley.provider.account.Operation;
import dev.parley.provider.account.Order;
import dev.parley.provider.account.Payment;
import dev.parley.provider.account.Payout;
import java.time.Instant;
import java.util.Optional;

/** What changes look like in a journal. */
public final class Changes {
  private static final String TYPE = "type";
  private static final String REFERENCE = "reference";
  private static final String PAYMENT = "payment";
  private static final String STATUS = "status";
  private static final String MADE = "made";

  private Changes() {}

  public static ObjectNode write(Change change) {
    return switch (change) {
      case Change.OfPayment(var it) -> payment(it);
      case Change.OfPayout(var it) -> payout(it);
      case Change.OfBook(var it, var planted) -> operation(it).put("planted", planted);
      case Change.OfKey(var key, var order, var made) ->
          order(order).put("key", key).put(MADE, made);
    };
  }

  private static ObjectNode payment(Payment it) {
    ObjectNode json = typed("payment", it.amount()).put("id", it.id());
    it.reference().ifPresent(value -> json.put(REFERENCE, value));
    it.returnUrl().ifPresent(value -> json.put("returnUrl", value));
    return json.put("description", it.description())
        .put(STATUS, it.status().name())
        .put("takenBack", it.takenBack())
        .put("refunded", it.refunded());
  }

  private static ObjectNode payout(Payout it) {
    ObjectNode json = typed("payout", it.amount()).put("id", it.id());
    it.payment().ifPresent(value -> json.put(PAYMENT, value));
    it.reason().ifPresent(value -> json.put("reason", value));
    return json.put("kind", it.kind().name())
        .put(REFERENCE, it.reference())
        .put(STATUS, it.status().name())
        .put("silent", it.silent());
  }

  private static ObjectNode operation(Operation it) {
    ObjectNode json = typed("operation", it.amount()).put("id", it.id());
    it.reference().ifPresent(value -> json.put(REFERENCE, value));
    return json.put("kind", it.kind().name()).put("of", it.of()).put("at", it.at().toString());
  }

  private static ObjectNode order(Order order) {
    ObjectNode json = typed("key", order.amount()).put(REFERENCE, order.reference());
    return switch (order) {
      case Order.PaymentOrder it -> {
        it.returnUrl().ifPresent(value -> json.put("returnUrl", value));
        yield json.put("description", it.description());
      }
      case Order.PayoutOrder it -> json.put("purse", it.purse());
      case Order.RefundOrder it -> json.put(PAYMENT, it.payment());
    };
  }

  private static ObjectNode typed(String type, Money money) {
    return Json.object()
        .put(TYPE, type)
        .put("amount", money.amount())
        .put("currency", money.currency());
  }

  /** Throws {@link IllegalArgumentException} for what {@link #write} has not written. */
  public static Change read(JsonNode json) {
    return switch (json.path(TYPE).asText()) {
      case "payment" -> new Change.OfPayment(readPayment(json));
      case "payout" -> new Change.OfPayout(readPayout(json));
      case "operation" ->
          new Change.OfBook(readOperation(json), json.path("planted").booleanValue());
      case "key" -> new Change.OfKey(text(json, "key"), readOrder(json), text(json, MADE));
      default -> throw new IllegalArgumentException("there is no such change: " + json);
    };
  }

  private static Payment readPayment(JsonNode json) {
    return new Payment(
        text(json, "id"),
        optional(json, REFERENCE),
        money(json),
        text(json, "description"),
        optional(json, "returnUrl"),
        Payment.Status.valueOf(text(json, STATUS)),
        json.path("takenBack").longValue(),
        json.path("refunded").longValue());
  }

  private static Payout readPayout(JsonNode json) {
    return new Payout(
        text(json, "id"),
        Payout.Kind.valueOf(text(json, "kind")),
        text(json, REFERENCE),
        optional(json, PAYMENT),
        money(json),
        Payout.Status.valueOf(text(json, STATUS)),
        optional(json, "reason"),
        json.path("silent").booleanValue());
  }

  private static Operation readOperation(JsonNode json) {
    return new Operation(
        text(json, "id"),
        Operation.Kind.valueOf(text(json, "kind")),
        text(json, "of"),
        optional(json, REFERENCE),
        money(json),
        Instant.parse(text(json, "at")));
  }

  private static Order readOrder(JsonNode json) {
    String reference = text(json, REFERENCE);
    if (json.has("purse")) {
      return new Order.PayoutOrder(reference, money(json), text(json, "purse"));
    }
    return json.has(PAYMENT)
        ? new Order.RefundOrder(reference, text(json, PAYMENT), money(json))
        : new Order.PaymentOrder(
            reference, money(json), text(json, "description"), optional(json, "returnUrl"));
  }

  private static Money money(JsonNode json) {
    return new Money(json.path("amount").longValue(), text(json, "currency"));
  }

  private static Optional<String> optional(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).map(JsonNode::textValue);
  }

  private static String text(JsonNode json, String name) {
    return optional(json, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing in " + json));
  }
}
