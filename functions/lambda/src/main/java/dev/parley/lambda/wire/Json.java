package dev.parley.lambda.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Reads JSON strictly and within limits; writes it. */
final class Json {
  /** Largest document read: what the gateway lets through as one message. */
  static final int DOCUMENT_CHARACTERS = 131_072;

  private static final int DEPTH = 8;
  private static final int NAME_CHARACTERS = 64;
  private static final int NUMBER_CHARACTERS = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(DOCUMENT_CHARACTERS)
                          .maxStringLength(DOCUMENT_CHARACTERS)
                          .maxNestingDepth(DEPTH)
                          .maxNameLength(NAME_CHARACTERS)
                          .maxNumberLength(NUMBER_CHARACTERS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonMapper TRUSTING = JsonMapper.builder().build();

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private Json() {}

  /** Reads one JSON object, or refuses with {@code invalid_json} or {@code too_large}. */
  static ObjectNode object(String text) {
    if (text.length() > DOCUMENT_CHARACTERS) {
      throw Refused.of(
          Code.TOO_LARGE, "At most " + DOCUMENT_CHARACTERS + " characters are read here.");
    }
    if (text.isBlank()) {
      throw Refused.of(Code.INVALID_JSON, "There is nothing here; a JSON object is expected.");
    }
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw Refused.of(
        Code.INVALID_JSON,
        "This is not one JSON object, names a field twice, or is nested too deeply.");
  }

  /** Reads one JSON object of AWS's own, which may be deeper than ours. */
  static ObjectNode trusted(String text) {
    try {
      if (TRUSTING.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // It is refused like what is no object.
    }
    throw Refused.of(Code.INVALID_JSON, "This is not one JSON object.");
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** A constant as it stands in JSON. */
  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** RFC 3339 in UTC with milliseconds. */
  static String text(Instant at) {
    return INSTANT.format(at);
  }
}
