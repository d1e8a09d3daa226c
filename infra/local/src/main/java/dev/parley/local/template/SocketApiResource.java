package dev.parley.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A WebSocket API.
 *
 * @param routes route key → function's logical id
 * @param answering the routes whose function's answer is sent back to the client
 */
public record SocketApiResource(
    String id,
    String apiId,
    String stage,
    String routeSelectionExpression,
    Map<String, String> routes,
    Set<String> answering,
    Optional<Authorizer> authorizer,
    StageThrottling throttling) {

  public SocketApiResource {
    routes = Map.copyOf(routes);
    answering = Set.copyOf(answering);
  }

  /**
   * The function that decides on each new connection, and what a request must bring to be asked.
   */
  public record Authorizer(String function, List<String> identitySource) {}
}
