package dev.parley.local.gateway;

import dev.parley.local.function.Invoker;
import dev.parley.local.http.Listener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One HTTP API (payload format 2.0) on a port of its own: {@code http://127.0.0.1:port}. */
public final class HttpApi implements AutoCloseable {
  /**
   * What a template says about the API.
   *
   * @param stage {@code $default}, or a name that every path then begins with
   * @param authorizers for JWTs, by the names that routes use
   * @param lambdaAuthorizers by other such names
   * @param throttling of the stage's routes, by their keys like {@code GET /pets/{id}}
   */
  public record Definition(
      String apiId,
      String stage,
      List<Route> routes,
      Map<String, JwtAuthorizer.Definition> authorizers,
      Map<String, LambdaAuthorizer.Definition> lambdaAuthorizers,
      Optional<Cors> cors,
      Throttling throttling,
      String region,
      String accountId) {
    public Definition {
      routes = List.copyOf(routes);
      authorizers = Map.copyOf(authorizers);
      lambdaAuthorizers = Map.copyOf(lambdaAuthorizers);
      Objects.requireNonNull(cors);
      Objects.requireNonNull(throttling);
      atMost(ROUTES, routes.size(), "routes");
      atMost(AUTHORIZERS, authorizers.size() + lambdaAuthorizers.size(), "authorizers");
    }

    /** With authorizers for JWTs only and without throttling of its own. */
    public Definition(
        String apiId,
        String stage,
        List<Route> routes,
        Map<String, JwtAuthorizer.Definition> authorizers,
        Optional<Cors> cors,
        String region,
        String accountId) {
      this(apiId, stage, routes, authorizers, Map.of(), cors, Throttling.NONE, region, accountId);
    }

    private static void atMost(int most, int given, String of) {
      if (given > most) {
        throw new IllegalArgumentException(
            "an API has at most %d %s, not %d".formatted(most, of, given));
      }
    }
  }

  /**
   * One route.
   *
   * @param method a method or ANY
   * @param path like {@code /pets/{id}} or {@code /pets/{proxy+}}, or {@code $default}
   * @param scopes of which a token needs one; empty when none is needed
   * @param timeout of the integration; more than AWS's 30 s counts as 30 s
   */
  public record Route(
      String method,
      String path,
      String function,
      Optional<String> authorizer,
      List<String> scopes,
      Duration timeout) {
    public Route {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * How browsers of other origins may call.
   *
   * @param maxAge in seconds
   */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Optional<Integer> maxAge,
      boolean allowCredentials) {
    public Cors {
      allowOrigins = List.copyOf(allowOrigins);
      allowMethods = List.copyOf(allowMethods);
      allowHeaders = List.copyOf(allowHeaders);
      exposeHeaders = List.copyOf(exposeHeaders);
      Objects.requireNonNull(maxAge);
    }
  }

  private static final int ROUTES = 300;
  private static final int AUTHORIZERS = 10;

  private final Listener listener;
  private volatile HttpStage stage;

  private HttpApi(Listener listener) {
    this.listener = listener;
  }

  /** Binds at once, 0 being any free port; answers 503 until {@link #serve}. */
  public static HttpApi listen(String host, int port) {
    return new HttpApi(Listener.open(host, port));
  }

  public int port() {
    return listener.port();
  }

  /** Begins to serve, once, as the only API of a local account. */
  public void serve(
      Definition definition, Invoker invoker, InstantSource clock, Consumer<String> log) {
    serve(definition, invoker, clock, log, Account.local(clock));
  }

  /**
   * Begins to serve, once.
   *
   * @param log gets what the gateway has to say, by line; may be called by many threads at once
   * @param account whose quotas this API shares with others
   * @throws IllegalArgumentException when AWS would refuse the definition
   */
  public void serve(
      Definition definition,
      Invoker invoker,
      InstantSource clock,
      Consumer<String> log,
      Account account) {
    HttpStage opened =
        new HttpStage(
            definition,
            listener.domainName(),
            invoker,
            clock,
            new GatewayLog(log),
            new RouteThrottle(definition.throttling(), routeKeys(definition), account, clock));
    listener.serve(opened::receive);
    stage = opened;
  }

  private static Set<String> routeKeys(Definition definition) {
    return definition.routes().stream().map(HttpRoutes::keyOf).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    listener.close();
    if (stage != null) {
      stage.close();
    }
  }
}
