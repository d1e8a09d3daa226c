package dev.parley.local.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a pattern, strictly. */
final class PatternReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Objects with one of these fields are no alternatives of {@code $or}. */
  private static final Set<String> RESERVED =
      Set.of(
          "exactly",
          "prefix",
          "suffix",
          "equals-ignore-case",
          "anything-but",
          "numeric",
          "exists",
          "cidr",
          "wildcard",
          "=",
          "<",
          "<=",
          ">",
          ">=");

  private final Dialect dialect;
  private final MatcherReader matchers;

  PatternReader(Dialect dialect) {
    this.dialect = dialect;
    this.matchers = new MatcherReader(dialect);
  }

  /** Empty when {@code text} is not exactly one JSON value. */
  static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The pattern's tree, which is known to be an object. */
  static JsonNode object(String text) {
    return json(text)
        .filter(JsonNode::isObject)
        .orElseThrow(() -> new PatternException("Filter is not an object", ""));
  }

  Clause read(JsonNode pattern) {
    if (pattern.isEmpty() && !dialect.mayBeEmpty()) {
      throw new PatternException("Empty objects are not allowed", "");
    }
    return all(pattern, List.of());
  }

  private Clause all(JsonNode object, List<String> path) {
    List<Clause> clauses = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      clauses.add(clause(field.getKey(), field.getValue(), path));
    }
    return new Clause.All(clauses);
  }

  private Clause clause(String name, JsonNode value, List<String> parents) {
    if (isOr(name, value)) {
      return new Clause.Any(value.valueStream().map(each -> alternative(each, parents)).toList());
    }
    List<String> path = Stream.concat(parents.stream(), Stream.of(name)).toList();
    String place = String.join(".", path);
    if (value.isArray()) {
      return new Clause.Leaf(path, matchers.list(value, place), dialect.mixesElements());
    }
    if (!value.isObject()) {
      throw new PatternException("\"%s\" must be an object or an array".formatted(name), place);
    }
    if (!dialect.nests()) {
      throw new PatternException(
          "Filter policy scope MessageAttributes does not support nested filter policy", place);
    }
    if (value.isEmpty()) {
      throw new PatternException("Empty objects are not allowed", place);
    }
    return new Clause.Under(name, all(value, path));
  }

  private Clause alternative(JsonNode object, List<String> parents) {
    if (object.isEmpty()) {
      throw new PatternException("Empty objects are not allowed", "$or");
    }
    return all(object, parents);
  }

  /** Anything else under this name is a field of that name, as on AWS. */
  static boolean isOr(String name, JsonNode value) {
    return name.equals("$or")
        && value.isArray()
        && value.size() > 1
        && value
            .valueStream()
            .allMatch(
                each ->
                    each.isObject()
                        && each
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet())
                            .stream()
                            .noneMatch(RESERVED::contains));
  }
}
