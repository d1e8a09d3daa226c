package dev.parley.local.gateway;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The throttling that a stage sets for its routes, below the account's own.
 *
 * @param standard DefaultRouteSettings: for each route that has none of its own
 * @param routes RouteSettings by route key
 */
public record Throttling(Optional<Rate> standard, Map<String, Rate> routes) {
  /** Nothing but the account's quota. */
  public static final Throttling NONE = new Throttling(Optional.empty(), Map.of());

  public Throttling {
    Objects.requireNonNull(standard);
    routes = Map.copyOf(routes);
  }
}
