package dev.parley.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies and filters, which a template holds as JSON texts or writes in YAML. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** The text as JSON; empty when it is none. */
  static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(it -> !it.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** JSON as if it had been written in YAML at this place. */
  static Value value(JsonNode json, Place place) {
    if (json.isObject()) {
      Map<String, Value> entries = new LinkedHashMap<>();
      json.properties()
          .forEach(
              it ->
                  entries.put(
                      it.getKey(), value(it.getValue(), place.key(it.getKey(), place.line()))));
      return new Value.Fields(place, entries);
    }
    if (json.isArray()) {
      List<Value> items = new ArrayList<>();
      json.forEach(it -> items.add(value(it, place.item(items.size(), place.line()))));
      return new Value.Items(place, items);
    }
    if (json.isNull()) {
      return new Value.Absent(place);
    }
    Node.Kind kind =
        json.isNumber() ? Node.Kind.NUMBER : json.isBoolean() ? Node.Kind.FLAG : Node.Kind.TEXT;
    return new Value.Text(place, json.asText(), kind);
  }

  /** What was written in YAML, as JSON; empty when a part of it is broken. */
  static Optional<JsonNode> of(Value value) {
    return switch (value) {
      case Value.Text it -> Optional.of(scalar(it));
      case Value.Absent _ -> Optional.of(NODES.nullNode());
      case Value.Broken _ -> Optional.empty();
      case Value.Items it -> {
        ArrayNode array = NODES.arrayNode();
        it.items().forEach(item -> of(item).ifPresent(array::add));
        yield Optional.<JsonNode>of(array).filter(_ -> array.size() == it.items().size());
      }
      case Value.Fields it -> {
        ObjectNode object = NODES.objectNode();
        boolean whole = true;
        for (var entry : it.entries().entrySet()) {
          Optional<JsonNode> json = of(entry.getValue());
          boolean absent = entry.getValue() instanceof Value.Absent;
          whole &= absent || json.isPresent();
          json.filter(_ -> !absent).ifPresent(item -> object.set(entry.getKey(), item));
        }
        yield whole ? Optional.of(object) : Optional.empty();
      }
    };
  }

  private static JsonNode scalar(Value.Text it) {
    return switch (it.kind()) {
      case TEXT -> NODES.textNode(it.text());
      case FLAG -> NODES.booleanNode(it.text().equals("true"));
      case NUMBER -> {
        try {
          yield NODES.numberNode(new BigDecimal(it.text()));
        } catch (NumberFormatException e) {
          // What only YAML takes for a number, like 1_000 or 0x1F.
          yield NODES.textNode(it.text());
        }
      }
    };
  }
}
