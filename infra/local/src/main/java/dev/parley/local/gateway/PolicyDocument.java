package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IAM policy as an authorizer answers it, evaluated for one invocation of one resource. */
record PolicyDocument(List<Statement> statements) {

  /** One rule; an empty pattern list matches nothing. */
  record Statement(boolean allows, List<String> actions, List<String> resources) {
    boolean matches(String action, String resource) {
      return actions.stream()
              .anyMatch(
                  pattern ->
                      like(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)))
          && resources.stream().anyMatch(pattern -> like(pattern, resource));
    }
  }

  /**
   * Empty when it is not a policy, or uses what is not evaluated here: Condition, NotAction,
   * NotResource, Principal.
   */
  static Optional<PolicyDocument> read(JsonNode document) {
    JsonNode statement = document.path("Statement");
    List<JsonNode> nodes = new ArrayList<>();
    if (statement.isObject()) {
      nodes.add(statement);
    } else if (statement.isArray()) {
      statement.forEach(nodes::add);
    } else {
      return Optional.empty();
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode node : nodes) {
      Optional<Statement> read = statement(node);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      statements.add(read.get());
    }
    return Optional.of(new PolicyDocument(statements));
  }

  /** Whether the policy lets the resource be invoked: a Deny outweighs every Allow. */
  boolean allows(String resource) {
    List<Statement> matching =
        statements.stream()
            .filter(statement -> statement.matches("execute-api:Invoke", resource))
            .toList();
    return !matching.isEmpty() && matching.stream().allMatch(Statement::allows);
  }

  private static Optional<Statement> statement(JsonNode node) {
    for (String name : List.of("Condition", "NotAction", "NotResource", "Principal")) {
      if (node.has(name)) {
        return Optional.empty();
      }
    }
    String effect = node.path("Effect").asText();
    List<String> actions = strings(node.path("Action"));
    List<String> resources = strings(node.path("Resource"));
    boolean whole = !actions.isEmpty() && !resources.isEmpty();
    return switch (effect) {
      case "Allow", "Deny" ->
          whole
              ? Optional.of(new Statement(effect.equals("Allow"), actions, resources))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static List<String> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    if (node.isTextual()) {
      strings.add(node.asText());
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        if (!element.isTextual()) {
          return List.of();
        }
        strings.add(element.asText());
      }
    }
    return strings;
  }

  private static boolean like(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
