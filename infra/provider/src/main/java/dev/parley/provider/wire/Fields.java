package dev.parley.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Money;
import dev.parley.provider.account.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a JSON object, each of which must be asked for. */
public final class Fields {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final ObjectNode object;
  private final String place;
  private final Set<String> known = new HashSet<>();

  private Fields(ObjectNode object, String place) {
    this.object = object;
    this.place = place;
  }

  public static Fields of(byte[] body) {
    return new Fields(Json.read(body), "");
  }

  /** As {@link #of}, but nothing at all is an object without fields. */
  public static Fields ofOptional(byte[] body) {
    return body.length == 0 ? new Fields(Json.object(), "") : of(body);
  }

  public String text(String name, int longest) {
    return optionalText(name, longest).orElseThrow(() -> missing(name));
  }

  public Optional<String> optionalText(String name, int longest) {
    Optional<JsonNode> value = value(name);
    value.filter(it -> !it.isTextual()).ifPresent(_ -> refuse(name, "must be a string"));
    Optional<String> text = value.map(JsonNode::textValue);
    text.ifPresent(it -> requireReadable(name, it, longest));
    return text;
  }

  /** An absolute address of HTTP. */
  public Optional<String> optionalAddress(String name) {
    Optional<String> text = optionalText(name, Limits.ADDRESS);
    text.ifPresent(
        it -> {
          try {
            URI uri = new URI(it);
            if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme())) {
              refuse(name, "must be an absolute address of http or https");
            }
          } catch (URISyntaxException e) {
            refuse(name, "must be an address");
          }
        });
    return text;
  }

  public Optional<Boolean> optionalTruth(String name) {
    Optional<JsonNode> value = value(name);
    value.filter(it -> !it.isBoolean()).ifPresent(_ -> refuse(name, "must be true or false"));
    return value.map(JsonNode::booleanValue);
  }

  public Money money(String name) {
    return optionalMoney(name).orElseThrow(() -> missing(name));
  }

  public Optional<Money> optionalMoney(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof ObjectNode parts)) {
                throw malformed(name, "must be an object of amount and currency");
              }
              return money(new Fields(parts, place + name + "."));
            });
  }

  private static Money money(Fields parts) {
    JsonNode amount = parts.value("amount").orElseThrow(() -> parts.missing("amount"));
    if (!amount.isIntegralNumber()
        || !amount.canConvertToLong()
        || amount.longValue() < 1
        || amount.longValue() > Limits.AMOUNT) {
      parts.refuse("amount", "must be a whole number from 1 to " + Limits.AMOUNT);
    }
    String currency = parts.text("currency", Limits.NAME);
    if (!CURRENCY.matcher(currency).matches()) {
      parts.refuse("currency", "must be three capital letters");
    }
    parts.end();
    return new Money(amount.longValue(), currency);
  }

  /** A constant by its name in lower case. */
  public <E extends Enum<E>> E word(String name, Class<E> type) {
    String word = text(name, Limits.NAME);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw malformed(name, "has no such value");
  }

  /** Refuses fields that nobody has asked for. */
  public void end() {
    for (var field : object.properties()) {
      if (!known.contains(field.getKey())) {
        throw Refusal.malformed("unknown_field", "there is no field " + place + field.getKey());
      }
    }
  }

  private Optional<JsonNode> value(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private void requireReadable(String name, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      refuse(name, "must have 1 to " + longest + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      refuse(name, "holds characters that cannot be read");
    }
  }

  private void refuse(String name, String why) {
    throw malformed(name, why);
  }

  private Refusal malformed(String name, String why) {
    return Refusal.malformed("invalid_field", place + name + " " + why);
  }

  private Refusal missing(String name) {
    return Refusal.malformed("missing_field", place + name + " is missing");
  }
}
