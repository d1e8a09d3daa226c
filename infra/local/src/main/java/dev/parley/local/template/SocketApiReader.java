package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads AWS::Serverless::WebSocketApi. */
final class SocketApiReader {
  private static final String SELECTION = "\\$request\\.body(\\.[A-Za-z0-9_-]+)+";
  private static final String SOURCE = "route\\.request\\.(header|querystring)\\.[A-Za-z0-9_-]+";

  private final ResourceReading reading;

  SocketApiReader(ResourceReading reading) {
    this.reading = reading;
  }

  SocketApiResource read(Declaration resource) {
    Fields fields = reading.properties(resource, "Auth", "Routes");
    fields.nothing("it is for people", "Name", "Description", "Tags");
    fields.nothing("nobody here reads an access log", "AccessLogSettings");
    fields.nothing(
        "one machine is slow enough without throttling", "DefaultRouteSettings", "RouteSettings");
    String stage = fields.text("StageName").orElse("default");
    String selection = fields.requiredText("RouteSelectionExpression");
    if (!selection.isEmpty() && !selection.matches(SELECTION)) {
      fields.wrong(
          "RouteSelectionExpression", "is '" + selection + "', not like $request.body.action");
    }
    Optional<SocketApiResource.Authorizer> authorizer =
        fields.fields("Auth").flatMap(this::authorizer);
    Map<String, String> routes = new LinkedHashMap<>();
    Optional<Fields> written = fields.fields("Routes");
    written.ifPresentOrElse(
        it -> {
          for (String key : it.names()) {
            it.fields(key).ifPresent(route -> routes.put(key, function(route)));
          }
        },
        () -> fields.missing("Routes"));
    fields.done();
    return new SocketApiResource(
        resource.id(), Aws.apiId(resource.id()), stage, selection, routes, authorizer);
  }

  private String function(Fields route) {
    route.nothing("it is for people", "OperationName");
    String function = reading.function(route, "FunctionArn");
    route.done();
    return function;
  }

  private Optional<SocketApiResource.Authorizer> authorizer(Fields auth) {
    Optional<String> type = auth.word("AuthType", "CUSTOM", "NONE");
    if (!type.equals(Optional.of("CUSTOM"))) {
      auth.done();
      return Optional.empty();
    }
    String function = reading.function(auth, "AuthArn");
    List<String> sources = auth.texts("IdentitySource");
    for (String source : sources) {
      if (!source.matches(SOURCE)) {
        auth.wrong(
            "IdentitySource", "has '" + source + "', not like route.request.querystring.name");
      }
    }
    auth.done();
    return Optional.of(new SocketApiResource.Authorizer(function, sources));
  }
}
