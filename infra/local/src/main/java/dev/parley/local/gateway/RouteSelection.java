package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the route of a message by a path into its JSON body. */
final class RouteSelection {
  private static final String DEFAULT = "$default";
  private static final Set<String> RESERVED = Set.of("$connect", "$disconnect", DEFAULT);
  private static final Pattern EXPRESSION =
      Pattern.compile("\\$(\\{)?request\\.body\\.([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)(})?");

  private final List<String> path;
  private final Set<String> routes;

  /**
   * @param expression like {@code $request.body.action}
   * @param routes the keys there are
   */
  RouteSelection(String expression, Set<String> routes) {
    Matcher matcher = EXPRESSION.matcher(expression);
    if (!matcher.matches() || (matcher.group(1) == null) != (matcher.group(3) == null)) {
      throw new IllegalArgumentException(
          "a route selection expression looks like $request.body.action, not " + expression);
    }
    this.path = List.of(matcher.group(2).split("\\."));
    this.routes = Set.copyOf(routes);
  }

  /** The key of the route, {@code $default} when nothing else fits, empty without any. */
  Optional<String> routeOf(String message) {
    return Json.read(message)
        .flatMap(this::value)
        .filter(key -> routes.contains(key) && !RESERVED.contains(key))
        .or(() -> Optional.of(DEFAULT).filter(routes::contains));
  }

  private Optional<String> value(JsonNode body) {
    JsonNode at = body;
    for (String name : path) {
      at = at.path(name);
    }
    return Optional.of(at)
        .filter(node -> node.isValueNode() && !node.isNull())
        .map(JsonNode::asText);
  }
}
