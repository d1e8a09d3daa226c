package dev.parley.local;

import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.RecursiveLoop;
import dev.parley.local.gateway.Account;
import dev.parley.local.gateway.HttpApi;
import dev.parley.local.gateway.JwtAuthorizer;
import dev.parley.local.gateway.LambdaAuthorizer;
import dev.parley.local.gateway.Rate;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.gateway.Throttling;
import dev.parley.local.template.Aws;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.SocketApiResource;
import dev.parley.local.template.StageThrottling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says to the gateway and to functions what the template says of them. */
final class Definitions {
  private Definitions() {}

  static HttpApi.Definition of(HttpApiResource api) {
    Map<String, JwtAuthorizer.Definition> tokens = new LinkedHashMap<>();
    Map<String, LambdaAuthorizer.Definition> functions = new LinkedHashMap<>();
    api.authorizers()
        .forEach(
            (name, authorizer) -> {
              switch (authorizer) {
                case HttpApiResource.JwtAuthorizer it ->
                    tokens.put(
                        name,
                        new JwtAuthorizer.Definition(
                            it.issuer(), it.audience(), it.identitySource()));
                case HttpApiResource.LambdaAuthorizer it ->
                    functions.put(
                        name,
                        new LambdaAuthorizer.Definition(
                            it.function(), it.identitySource(), it.simpleAnswers(), it.kept()));
              }
            });
    return new HttpApi.Definition(
        api.apiId(),
        api.stage(),
        api.routes().stream().map(Definitions::of).toList(),
        tokens,
        functions,
        api.cors().map(Definitions::of),
        of(api.throttling()),
        Aws.REGION,
        Aws.ACCOUNT);
  }

  private static HttpApi.Route of(HttpApiResource.Route it) {
    return new HttpApi.Route(
        it.method(), it.path(), it.function(), it.authorizer(), it.scopes(), it.timeout());
  }

  private static HttpApi.Cors of(HttpApiResource.Cors it) {
    return new HttpApi.Cors(
        it.allowOrigins(),
        it.allowMethods(),
        it.allowHeaders(),
        it.exposeHeaders(),
        it.maxAge(),
        it.allowCredentials());
  }

  private static Throttling of(StageThrottling stage) {
    Map<String, Rate> routes = new LinkedHashMap<>();
    stage.routes().forEach((key, limits) -> rate(limits).ifPresent(it -> routes.put(key, it)));
    return new Throttling(rate(stage.byDefault()), routes);
  }

  private static Optional<Rate> rate(StageThrottling.Limits limits) {
    Rate account = Account.Quotas.AWS.requests();
    return limits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rate(
                limits.perSecond().orElse(account.perSecond()),
                limits.burst().orElse(account.burst())));
  }

  /**
   * @param surroundings variables that AWS sets for every function, or would
   */
  static FunctionDefinition of(FunctionResource it, Map<String, String> surroundings) {
    Map<String, String> environment = new LinkedHashMap<>(it.environment());
    environment.putAll(surroundings);
    return new FunctionDefinition(
        it.id(),
        it.name(),
        it.arn(),
        it.handler(),
        it.code(),
        it.timeout(),
        it.memoryMegabytes(),
        environment,
        switch (it.recursiveLoop()) {
          case ALLOW -> RecursiveLoop.ALLOW;
          case TERMINATE -> RecursiveLoop.TERMINATE;
        });
  }

  static SocketApi.Definition of(SocketApiResource api) {
    return new SocketApi.Definition(
        api.apiId(),
        api.stage(),
        api.routeSelectionExpression(),
        api.routes(),
        api.answering(),
        api.authorizer().map(it -> new SocketApi.Authorizer(it.function(), it.identitySource())),
        of(api.throttling()),
        Aws.REGION,
        Aws.ACCOUNT);
  }
}
