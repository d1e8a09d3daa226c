package dev.parley.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.provider.account.Account;
import dev.parley.provider.account.Event;
import dev.parley.provider.account.Money;
import dev.parley.provider.account.Operation;
import dev.parley.provider.account.Payment;
import dev.parley.provider.account.Payout;
import dev.parley.provider.account.Refusal;
import dev.parley.provider.account.Subject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the provider's things look like in JSON. */
public final class Shapes {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final URI base;

  /**
   * @param base where the page of payments is served
   */
  public Shapes(URI base) {
    this.base = base;
  }

  public ObjectNode of(Subject subject) {
    return switch (subject) {
      case Payment payment -> payment(payment);
      case Payout payout -> payout(payout);
    };
  }

  private ObjectNode payment(Payment it) {
    ObjectNode json = Json.object().put("id", it.id());
    it.reference().ifPresent(reference -> json.put("reference", reference));
    json.set("amount", money(it.amount()));
    json.put("status", word(it.status()));
    json.set("takenBack", money(new Money(it.takenBack(), it.amount().currency())));
    return json.put("url", base.resolve("/pay/" + it.id()).toString());
  }

  private static ObjectNode payout(Payout it) {
    ObjectNode json = Json.object().put("id", it.id()).put("reference", it.reference());
    json.set("amount", money(it.amount()));
    json.put("status", word(it.status()));
    it.reason().ifPresent(reason -> json.put("reason", reason));
    return json;
  }

  public ObjectNode of(Operation it) {
    ObjectNode json = Json.object().put("id", it.id()).put("kind", word(it.kind()));
    json.put("of", it.of());
    it.reference().ifPresent(reference -> json.put("reference", reference));
    json.set("amount", money(it.amount()));
    return json.put("at", time(it.at()));
  }

  public ObjectNode of(Account.Operations page) {
    return list("operations", page.operations(), this::of).put("complete", page.complete());
  }

  /** An object whose one field is a list. */
  public <T> ObjectNode list(String name, List<T> values, Function<T, JsonNode> form) {
    ObjectNode json = Json.object();
    values.forEach(it -> json.withArray(name).add(form.apply(it)));
    json.withArray(name);
    return json;
  }

  /** The body of a webhook. */
  public byte[] of(Event event) {
    ObjectNode json = Json.object().put("type", event.type()).put("timestamp", time(event.at()));
    json.set("data", of(event.subject()));
    return Json.bytes(json);
  }

  public ObjectNode balances(Map<String, Long> balances) {
    ObjectNode json = Json.object();
    balances.forEach(json::put);
    return json;
  }

  public ObjectNode of(Refusal refusal) {
    return Json.object().put("code", refusal.code()).put("message", refusal.getMessage());
  }

  private static ObjectNode money(Money money) {
    return Json.object().put("amount", money.amount()).put("currency", money.currency());
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
