package dev.parley.local.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads AWS::Serverless::WebSocketApi. */
final class SocketApiReader {
  private static final String SELECTION = "\\$request\\.body(\\.[A-Za-z0-9_-]+)+";
  private static final String SOURCE = "route\\.request\\.(header|querystring)\\.[A-Za-z0-9_-]+";

  private static final String RESPONSE = "RouteResponseSelectionExpression";

  private static final String KEY = "[A-Za-z0-9]+|\\$(connect|disconnect|default)";

  private final ResourceReading reading;
  private final RouteResponses responses;

  SocketApiReader(ResourceReading reading, RouteResponses responses) {
    this.reading = reading;
    this.responses = responses;
  }

  SocketApiResource read(Declaration resource) {
    Fields fields = reading.properties(resource, "Auth", "Routes");
    fields.nothing("it is for people", "Name", "Description", "Tags");
    fields.nothing("nobody here reads an access log", "AccessLogSettings");
    String stage = fields.text("StageName").orElse("default");
    String selection = fields.requiredText("RouteSelectionExpression");
    if (!selection.isEmpty() && !selection.matches(SELECTION)) {
      fields.wrong(
          "RouteSelectionExpression", "is '" + selection + "', not like $request.body.action");
    }
    Optional<SocketApiResource.Authorizer> authorizer =
        fields.fields("Auth").flatMap(this::authorizer);
    Map<String, String> routes = new LinkedHashMap<>();
    Set<String> answering = new HashSet<>();
    fields
        .fields("Routes")
        .ifPresentOrElse(
            it -> read(resource.id(), it, routes, answering), () -> fields.missing("Routes"));
    StageThrottling throttling = RouteSettings.ofSocketApi().read(fields, routes.keySet());
    fields.done();
    return new SocketApiResource(
        resource.id(),
        Aws.apiId(resource.id()),
        stage,
        selection,
        routes,
        answering,
        authorizer,
        throttling);
  }

  private void read(String api, Fields written, Map<String, String> routes, Set<String> answering) {
    for (String key : written.names()) {
      written
          .fields(key)
          .ifPresent(
              route -> {
                if (!key.matches(KEY)) {
                  written.wrong(key, "is a route key that SAM refuses: letters and digits only");
                }
                if (answers(api, key, route)) {
                  answering.add(key);
                }
                routes.put(key, function(route));
              });
    }
  }

  /** The logical id that SAM gives to a route. */
  static String routeId(String api, String key) {
    String name = key.replace("$", "");
    return api
        + name.substring(0, Math.min(1, name.length())).toUpperCase(Locale.ROOT)
        + name.substring(Math.min(1, name.length())).toLowerCase(Locale.ROOT)
        + "Route";
  }

  private boolean answers(String api, String key, Fields route) {
    if (route.word(RESPONSE, "$default").isEmpty()) {
      return false;
    }
    String id = routeId(api, key);
    if (key.equals("$connect") || key.equals("$disconnect")) {
      route.wrong(RESPONSE, "is of no use on " + key + ": only messages are answered");
    } else if (!responses.answer(Aws.name(id))) {
      route.wrong(
          RESPONSE,
          "sends nothing on AWS without an AWS::ApiGatewayV2::RouteResponse for !Ref "
              + id
              + ", which SAM does not make");
    }
    return true;
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
