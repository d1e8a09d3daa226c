package dev.parley.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP API with the routes that the functions' events add to it. */
public record HttpApiResource(
    String id,
    String apiId,
    String stage,
    List<Route> routes,
    Map<String, JwtAuthorizer> authorizers,
    Optional<Cors> cors) {

  public HttpApiResource {
    routes = List.copyOf(routes);
    authorizers = Map.copyOf(authorizers);
  }

  /** One method and path, answered by a function; {@code authorizer} is a name or nothing. */
  public record Route(
      String method,
      String path,
      String function,
      Optional<String> authorizer,
      List<String> scopes,
      Duration timeout) {}

  /** Who issues the tokens that are let in, and for whom. */
  public record JwtAuthorizer(String issuer, List<String> audience, String identitySource) {}

  /** What pages of other origins may do. */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Optional<Integer> maxAge,
      boolean allowCredentials) {}
}
