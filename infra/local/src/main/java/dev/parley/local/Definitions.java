package dev.parley.local;

import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.RecursiveLoop;
import dev.parley.local.gateway.HttpApi;
import dev.parley.local.gateway.JwtAuthorizer;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.template.Aws;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.SocketApiResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says to the gateway and to functions what the template says of them. */
final class Definitions {
  private Definitions() {}

  static HttpApi.Definition of(HttpApiResource api) {
    List<HttpApi.Route> routes =
        api.routes().stream()
            .map(
                it ->
                    new HttpApi.Route(
                        it.method(),
                        it.path(),
                        it.function(),
                        it.authorizer(),
                        it.scopes(),
                        it.timeout()))
            .toList();
    Map<String, JwtAuthorizer.Definition> authorizers = new LinkedHashMap<>();
    api.authorizers()
        .forEach(
            (name, it) ->
                authorizers.put(
                    name,
                    new JwtAuthorizer.Definition(it.issuer(), it.audience(), it.identitySource())));
    Optional<HttpApi.Cors> cors =
        api.cors()
            .map(
                it ->
                    new HttpApi.Cors(
                        it.allowOrigins(),
                        it.allowMethods(),
                        it.allowHeaders(),
                        it.exposeHeaders(),
                        it.maxAge(),
                        it.allowCredentials()));
    return new HttpApi.Definition(
        api.apiId(), api.stage(), routes, authorizers, cors, Aws.REGION, Aws.ACCOUNT);
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
        Aws.REGION,
        Aws.ACCOUNT);
  }
}
