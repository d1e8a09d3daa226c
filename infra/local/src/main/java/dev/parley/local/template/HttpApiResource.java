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
    Map<String, Authorizer> authorizers,
    Optional<Cors> cors,
    StageThrottling throttling) {

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

  /** What lets requests in. */
  public sealed interface Authorizer permits JwtAuthorizer, LambdaAuthorizer {}

  /** Who issues the tokens that are let in, and for whom. */
  public record JwtAuthorizer(String issuer, List<String> audience, String identitySource)
      implements Authorizer {
    public JwtAuthorizer {
      audience = List.copyOf(audience);
    }
  }

  /**
   * The function that decides on requests.
   *
   * @param function its logical id
   * @param identitySource what a request must bring for it to be asked
   * @param simpleAnswers whether it answers {@code isAuthorized}, instead of an IAM policy
   * @param kept for how long an answer is used again; zero for never
   */
  public record LambdaAuthorizer(
      String function, List<String> identitySource, boolean simpleAnswers, Duration kept)
      implements Authorizer {
    public LambdaAuthorizer {
      identitySource = List.copyOf(identitySource);
    }
  }

  /** What pages of other origins may do. */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Optional<Integer> maxAge,
      boolean allowCredentials) {}
}
