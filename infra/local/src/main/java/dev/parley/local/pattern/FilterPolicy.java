package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The filter policy of an SNS subscription. See "Amazon SNS message filtering" of AWS. */
public final class FilterPolicy {
  /** What of a message a policy looks at. */
  public enum Scope {
    /** The default. */
    MESSAGE_ATTRIBUTES(Dialect.MESSAGE_ATTRIBUTES),
    /** The message itself, which must be a JSON object then. */
    MESSAGE_BODY(Dialect.MESSAGE_BODY);

    private final Dialect dialect;

    Scope(Dialect dialect) {
      this.dialect = dialect;
    }
  }

  /**
   * An attribute of a message.
   *
   * @param type String, String.Array, Number or Binary
   * @param value the text of the first three
   */
  public record Attribute(String type, String value) {}

  private static final int KEYS = 5;
  private static final int COMBINATIONS = 150;
  private static final int BYTES = 256 * 1024;

  private final Scope scope;
  private final boolean empty;
  private final Clause clause;

  private FilterPolicy(Scope scope, boolean empty, Clause clause) {
    this.scope = scope;
    this.empty = empty;
    this.clause = clause;
  }

  /** Throws {@link PatternException} if AWS would refuse the policy. */
  public static FilterPolicy parse(String json, Scope scope) {
    if (json.length() > BYTES) {
      throw new PatternException("Filter policy is too big", "");
    }
    JsonNode policy = PatternReader.object(json);
    if (policy.size() > KEYS) {
      throw new PatternException("Filter policy can not have more than 5 keys", "");
    }
    Clause clause = new PatternReader(scope.dialect).read(policy);
    if (combinations(policy, 1).compareTo(BigDecimal.valueOf(COMBINATIONS)) > 0) {
      throw new PatternException("Filter policy is too complex", "");
    }
    return new FilterPolicy(scope, policy.isEmpty(), clause);
  }

  /** {@code message} counts only in the scope of the body, the attributes only in theirs. */
  public boolean matches(Map<String, Attribute> attributes, String message) {
    if (empty) {
      return true;
    }
    return switch (scope) {
      case MESSAGE_ATTRIBUTES -> {
        JsonNode event = event(attributes);
        yield clause.holds(event, event);
      }
      case MESSAGE_BODY ->
          PatternReader.json(message)
              .filter(JsonNode::isObject)
              .filter(body -> clause.holds(body, body))
              .isPresent();
    };
  }

  /** The product of the lengths of all arrays, each times its depth; {@code $or} adds up. */
  private static BigDecimal combinations(JsonNode object, int depth) {
    BigDecimal product = BigDecimal.ONE;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (PatternReader.isOr(field.getKey(), value)) {
        product =
            product.multiply(
                value
                    .valueStream()
                    .map(each -> combinations(each, depth))
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
      } else if (value.isObject()) {
        product = product.multiply(combinations(value, depth + 1));
      } else {
        product = product.multiply(BigDecimal.valueOf((long) value.size() * depth));
      }
    }
    return product;
  }

  private static JsonNode event(Map<String, Attribute> attributes) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, attribute) -> value(attribute).ifPresent(value -> event.set(name, value)));
    return event;
  }

  /** Empty for what SNS does not compare: Binary and types of one's own. */
  private static Optional<JsonNode> value(Attribute attribute) {
    JsonNode text = JsonNodeFactory.instance.textNode(attribute.value());
    return switch (attribute.type()) {
      case "String" -> Optional.of(text);
      case "String.Array" -> PatternReader.json(attribute.value()).filter(JsonNode::isArray);
      case "Number" ->
          PatternReader.json(attribute.value())
              .filter(JsonNode::isNumber)
              .or(() -> Optional.of(text));
      default -> Optional.empty();
    };
  }
}
