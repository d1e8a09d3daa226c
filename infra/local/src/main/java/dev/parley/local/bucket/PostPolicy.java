package dev.parley.local.bucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the signer of a form allows to be uploaded with it. */
record PostPolicy(Instant expiration, List<Condition> conditions) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> EXEMPT = Set.of("x-amz-signature", "file", "policy");
  private static final String IGNORED = "x-ignore-";

  /** A demand on a field of the form, named in whatever case, or on the file's length. */
  sealed interface Condition {
    record Equal(String field, String value) implements Condition {
      @Override
      public String toString() {
        return "[\"eq\", \"$%s\", \"%s\"]".formatted(field, value);
      }
    }

    record Beginning(String field, String prefix) implements Condition {
      @Override
      public String toString() {
        return "[\"starts-with\", \"$%s\", \"%s\"]".formatted(field, prefix);
      }
    }

    record Length(long min, long max) implements Condition {}
  }

  /** Reads the form's field {@code policy}. */
  static PostPolicy read(String base64) throws Refusal {
    JsonNode policy;
    try {
      policy = JSON.readTree(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw invalid("Invalid Base64 Encoding.");
    } catch (JsonProcessingException e) {
      throw invalid("Invalid JSON.");
    } catch (java.io.IOException e) {
      throw invalid("Invalid JSON: " + e.getMessage());
    }
    if (!policy.isObject() || !policy.path("expiration").isTextual()) {
      throw invalid("Policy missing expiration.");
    }
    if (!policy.path("conditions").isArray()) {
      throw invalid("Policy missing conditions.");
    }
    List<Condition> conditions = new ArrayList<>();
    for (JsonNode condition : policy.path("conditions")) {
      conditions.add(condition.isArray() ? listed(condition) : simple(condition));
    }
    return new PostPolicy(expiration(policy.path("expiration").textValue()), conditions);
  }

  private static Instant expiration(String text) throws Refusal {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid("Invalid 'expiration' value: '" + text + "'");
    }
  }

  private static Condition simple(JsonNode condition) throws Refusal {
    if (!condition.isObject() || condition.size() != 1) {
      throw invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    Map.Entry<String, JsonNode> only = condition.properties().iterator().next();
    if (!only.getValue().isTextual()) {
      throw invalid("Invalid Simple-Condition: value must be a string.");
    }
    return new Condition.Equal(only.getKey(), only.getValue().textValue());
  }

  private static Condition listed(JsonNode condition) throws Refusal {
    String operator = lower(condition.path(0).asText());
    if (condition.size() != 3) {
      throw invalid("Invalid Condition: wrong number of arguments for '" + operator + "'.");
    }
    if (operator.equals("content-length-range")) {
      return new Condition.Length(number(condition.get(1)), number(condition.get(2)));
    }
    String field = condition.get(1).asText();
    if (!field.startsWith("$")) {
      throw invalid("Invalid Condition: field names begin with '$', not '" + field + "'.");
    }
    if (!condition.get(2).isTextual()) {
      throw invalid("Invalid Condition: value must be a string.");
    }
    String name = field.substring(1);
    String value = condition.get(2).textValue();
    return switch (operator) {
      case "eq" -> new Condition.Equal(name, value);
      case "starts-with" -> new Condition.Beginning(name, value);
      default -> throw invalid("Invalid Condition: unknown operation '" + operator + "'.");
    };
  }

  private static long number(JsonNode node) throws Refusal {
    try {
      return Long.parseLong(node.asText());
    } catch (NumberFormatException e) {
      throw invalid("Invalid 'content-length-range': '" + node.asText() + "' is no number.");
    }
  }

  /**
   * Refuses what it does not allow.
   *
   * @param fields by their names in lower case, with the bucket's name as {@code bucket}
   * @param length of the file
   */
  void check(Map<String, String> fields, long length, Instant now) throws Refusal {
    if (!now.isBefore(expiration)) {
      throw violated("Policy expired.");
    }
    Set<String> covered = new HashSet<>();
    for (Condition condition : conditions) {
      switch (condition) {
        case Condition.Equal(String field, String value) -> {
          demand(value.equals(fields.get(lower(field))), condition);
          covered.add(lower(field));
        }
        case Condition.Beginning(String field, String prefix) -> {
          demand(begins(lower(field), fields.getOrDefault(lower(field), ""), prefix), condition);
          covered.add(lower(field));
        }
        case Condition.Length range -> checkLength(length, range);
      }
    }
    List<String> extra =
        fields.keySet().stream()
            .filter(it -> !covered.contains(it) && !EXEMPT.contains(it) && !it.equals("bucket"))
            .filter(it -> !it.startsWith(IGNORED))
            .toList();
    if (!extra.isEmpty()) {
      throw violated("Extra input fields: " + String.join(", ", extra));
    }
  }

  /** A content type may be a list, of which each must begin so; of other fields the whole must. */
  private static boolean begins(String field, String value, String prefix) {
    return field.equals("content-type")
        ? Arrays.stream(value.split(",", -1)).allMatch(it -> it.strip().startsWith(prefix))
        : value.startsWith(prefix);
  }

  private static void demand(boolean holds, Condition condition) throws Refusal {
    if (!holds) {
      throw violated("Policy Condition failed: " + condition);
    }
  }

  private static void checkLength(long length, Condition.Length range) throws Refusal {
    if (length > range.max()) {
      throw new Refusal(
              400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
          .with("ProposedSize", length)
          .with("MaxSizeAllowed", range.max());
    }
    if (length < range.min()) {
      throw new Refusal(
              400,
              "EntityTooSmall",
              "Your proposed upload is smaller than the minimum allowed size")
          .with("ProposedSize", length)
          .with("MinSizeAllowed", range.min());
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Refusal violated(String how) {
    return Refusal.accessDenied("Invalid according to Policy: " + how);
  }

  private static Refusal invalid(String why) {
    return new Refusal(400, "InvalidPolicyDocument", "Invalid Policy: " + why);
  }
}
