package dev.parley.lambda.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.failure.Ambiguous;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An object of a provider's JSON. Fields that nobody here knows are passed over; one that is needed
 * and cannot be read leaves in doubt what has happened, so it is {@link Ambiguous}. No message
 * repeats what stands there.
 */
final class Reply {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // One documented answer of Unitpay has a comma too many.
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;

  private Reply(JsonNode node) {
    this.node = node;
  }

  static Reply of(String json) {
    try {
      return object(MAPPER.readTree(json), "the answer");
    } catch (JsonProcessingException e) {
      throw unreadable("the answer");
    }
  }

  private static Reply object(JsonNode node, String name) {
    if (node == null || !node.isObject()) {
      throw unreadable(name);
    }
    return new Reply(node);
  }

  Reply object(String name) {
    return object(node.get(name), name);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A text, or a number as it is written. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> unreadable(name));
  }

  Optional<String> optionalText(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = node.get(name);
    if (value.isNumber()) {
      return Optional.of(value.decimalValue().toPlainString());
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw unreadable(name);
    }
    return Optional.of(value.textValue());
  }

  long whole(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw unreadable(name);
    }
    return value.longValue();
  }

  boolean truth(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isBoolean()) {
      throw unreadable(name);
    }
    return value.booleanValue();
  }

  Instant instant(String name) {
    try {
      return OffsetDateTime.parse(text(name)).toInstant();
    } catch (DateTimeException e) {
      throw unreadable(name);
    }
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name).toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw unreadable(name);
  }

  List<Reply> objects(String name) {
    JsonNode array = array(name);
    List<Reply> objects = new ArrayList<>();
    for (JsonNode element : array) {
      objects.add(object(element, name));
    }
    return objects;
  }

  boolean isEmpty(String name) {
    return array(name).isEmpty();
  }

  private JsonNode array(String name) {
    JsonNode array = node.get(name);
    if (array == null || !array.isArray()) {
      throw unreadable(name);
    }
    return array;
  }

  static Ambiguous unreadable(String name) {
    return new Ambiguous("the provider's answer cannot be read: " + name, null);
  }

  static ObjectNode written() {
    return JsonNodeFactory.instance.objectNode();
  }
}
