package dev.parley.local;

import dev.parley.local.gateway.HttpApi;
import dev.parley.local.gateway.JwtAuthorizer;
import dev.parley.local.gateway.SocketApi;
import dev.parley.local.template.Aws;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.SocketApiResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says to the gateway what the template says of its APIs. */
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
