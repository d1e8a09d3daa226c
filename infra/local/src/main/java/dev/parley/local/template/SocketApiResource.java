package dev.parley.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API.
 *
 * @param routes route key → function's logical id
 */
public record SocketApiResource(
    String id,
    String apiId,
    String stage,
    String routeSelectionExpression,
    Map<String, String> routes,
    Optional<Authorizer> authorizer) {

  public SocketApiResource {
    routes = Map.copyOf(routes);
  }

  /**
   * The function that decides on each new connection, and what a request must bring to be asked.
   */
  public record Authorizer(String function, List<String> identitySource) {}
}
