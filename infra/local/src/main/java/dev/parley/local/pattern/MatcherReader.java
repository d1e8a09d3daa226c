package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the alternatives for the value of a field. */
final class MatcherReader {
  private final Dialect dialect;

  MatcherReader(Dialect dialect) {
    this.dialect = dialect;
  }

  List<Matcher> list(JsonNode array, String place) {
    if (array.isEmpty()) {
      throw new PatternException("Empty arrays are not allowed", place);
    }
    List<Matcher> matchers = new ArrayList<>();
    for (JsonNode element : array) {
      matchers.add(one(element, place + "[" + matchers.size() + "]"));
    }
    return matchers;
  }

  private Matcher one(JsonNode node, String place) {
    if (node.isObject()) {
      Map.Entry<String, JsonNode> only = only(node, place);
      return operator(only.getKey(), only.getValue(), place + "." + only.getKey());
    }
    if (node.isArray()) {
      throw new PatternException("Match value must be String, number, true, false, or null", place);
    }
    return same(node, place);
  }

  private static Map.Entry<String, JsonNode> only(JsonNode object, String place) {
    if (object.size() != 1) {
      throw new PatternException("Only one key allowed in match expression", place);
    }
    return object.properties().iterator().next();
  }

  private Matcher same(JsonNode node, String place) {
    if (!node.isNumber()) {
      return new Matcher.Same(node);
    }
    if (!dialect.isInRange(node.decimalValue())) {
      throw new PatternException(dialect.range(), place);
    }
    return new Matcher.SameNumber(node.decimalValue(), dialect);
  }

  private Matcher operator(String name, JsonNode value, String place) {
    if (!dialect.has(name)) {
      throw new PatternException("Unrecognized match type " + name, place);
    }
    return switch (name) {
      case "anything-but" -> new Matcher.AnythingBut(anythingBut(value, place));
      case "exists" -> exists(value, place);
      case "numeric" -> new NumericReader(dialect, place).read(value);
      case "cidr" -> cidr(value, place);
      default -> text(name, value, place);
    };
  }

  private static Matcher exists(JsonNode value, String place) {
    if (!value.isBoolean()) {
      throw new PatternException("exists match pattern must be either true or false.", place);
    }
    return new Matcher.Exists(value.booleanValue());
  }

  private static Matcher cidr(JsonNode value, String place) {
    try {
      // AWS speaks of a prefix here.
      return new Matcher.Within(Cidr.parse(string("prefix", value, place)));
    } catch (IllegalArgumentException e) {
      throw new PatternException(e.getMessage(), place);
    }
  }

  private Matcher text(String name, JsonNode value, String place) {
    boolean anyCase = dialect == Dialect.EVENT && value.isObject() && !name.equals("wildcard");
    JsonNode given = anyCase ? value.path("equals-ignore-case") : value;
    String text = string(name, given, place);
    return switch (name) {
      case "prefix" -> new Matcher.Prefix(text, anyCase);
      case "suffix" -> new Matcher.Suffix(text, anyCase);
      case "equals-ignore-case" -> new Matcher.IgnoringCase(text);
      case "wildcard" -> new Matcher.Wildcard(wildcard(text, place));
      default -> throw new PatternException("Unrecognized match type " + name, place);
    };
  }

  private static String string(String name, JsonNode value, String place) {
    if (!value.isTextual()) {
      throw new PatternException(name + " match pattern must be a string", place);
    }
    return value.textValue();
  }

  /** A star is any text; a backslash stands before a star or a backslash that is meant itself. */
  private static Pattern wildcard(String text, String place) {
    if (text.contains("**")) {
      throw new PatternException("Consecutive wildcard characters", place);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i == text.length() || "*\\".indexOf(text.charAt(i)) < 0) {
          throw new PatternException("Invalid escape character", place);
        }
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      } else {
        regex.append(c == '*' ? ".*" : Pattern.quote(text.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private List<Matcher> anythingBut(JsonNode value, String place) {
    if (value.isObject()) {
      Map.Entry<String, JsonNode> only = only(value, place);
      if (!dialect.hasInsideAnythingBut(only.getKey())) {
        throw new PatternException("Unsupported anything-but pattern: " + only.getKey(), place);
      }
      String inside = place + "." + only.getKey();
      return elements(only.getValue())
          .map(element -> text(only.getKey(), element, inside))
          .toList();
    }
    List<JsonNode> values = elements(value).toList();
    if (values.isEmpty()) {
      throw new PatternException("Empty arrays are not allowed", place);
    }
    Function<JsonNode, String> kind =
        node -> node.isTextual() ? "string" : node.isNumber() ? "number" : "other";
    List<String> kinds = values.stream().map(kind).distinct().collect(Collectors.toList());
    if (kinds.contains("other")) {
      throw new PatternException(
          "Inside anything but list, start|null|boolean is not supported.", place);
    }
    if (kinds.size() > 1) {
      throw new PatternException(
          "Inside anything but list, either all values are number or string, mixed type is not"
              + " supported",
          place);
    }
    return values.stream().map(each -> same(each, place)).toList();
  }

  private static Stream<JsonNode> elements(JsonNode value) {
    return value.isArray() ? value.valueStream() : Stream.of(value);
  }
}
