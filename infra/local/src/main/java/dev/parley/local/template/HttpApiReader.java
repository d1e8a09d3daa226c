package dev.parley.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads AWS::Serverless::HttpApi and gives it the routes of the functions' events. */
final class HttpApiReader {
  private final ResourceReading reading;
  private final List<HttpEvents.HttpEvent> events;
  private final Set<String> apis = new HashSet<>();

  HttpApiReader(ResourceReading reading, List<HttpEvents.HttpEvent> events) {
    this.reading = reading;
    this.events = events;
  }

  HttpApiResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing("nothing is imported from OpenAPI here", "FailOnWarnings");
    fields.nothing("it is for people", "Name", "Description", "Tags");
    fields.nothing("nobody here reads an access log", "AccessLogSettings");
    fields.nothing(
        "one machine is slow enough without throttling", "DefaultRouteSettings", "RouteSettings");
    String stage = fields.text("StageName").orElse("$default");
    Optional<HttpApiResource.Cors> cors = fields.fields("CorsConfiguration").map(this::cors);
    Optional<Fields> auth = fields.fields("Auth");
    Map<String, Authorizer> authorizers = auth.map(this::authorizers).orElse(Map.of());
    Optional<String> byDefault = auth.flatMap(it -> it.text("DefaultAuthorizer"));
    byDefault
        .filter(it -> !authorizers.containsKey(it))
        .ifPresent(
            it -> auth.get().wrong("DefaultAuthorizer", "names " + it + ", which is not declared"));
    auth.ifPresent(Fields::done);
    fields.done();
    String apiId = Aws.apiId(resource.id());
    apis.add(apiId);
    Map<String, HttpApiResource.JwtAuthorizer> definitions = new LinkedHashMap<>();
    authorizers.forEach((name, it) -> definitions.put(name, it.definition()));
    return new HttpApiResource(
        resource.id(),
        apiId,
        stage,
        routes(resource.id(), apiId, authorizers, byDefault),
        definitions,
        cors);
  }

  /** Notes the events that ask for a route of something that is no HTTP API. */
  void checkStrayEvents() {
    for (HttpEvents.HttpEvent event : events) {
      if (!event.apiId().isEmpty() && !apis.contains(event.apiId())) {
        Place place = event.place().key("ApiId", event.place().line());
        reading.findings().add(place, "is " + event.apiId() + ", not an HTTP API of this template");
      }
    }
  }

  /** A JWT authorizer, and the scopes that its routes ask for unless they name their own. */
  private record Authorizer(HttpApiResource.JwtAuthorizer definition, List<String> scopes) {}

  private Map<String, Authorizer> authorizers(Fields auth) {
    Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    auth.fields("Authorizers")
        .ifPresent(
            all -> {
              for (String name : all.names()) {
                all.fields(name).ifPresent(it -> authorizers.put(name, authorizer(it)));
              }
            });
    return authorizers;
  }

  private static Authorizer authorizer(Fields written) {
    String source = written.text("IdentitySource").orElse("$request.header.Authorization");
    if (!source.matches("\\$request\\.(header|querystring)\\.[A-Za-z0-9_-]+")) {
      written.wrong("IdentitySource", "is '" + source + "', not a header or a query parameter");
    }
    List<String> scopes = written.texts("AuthorizationScopes");
    Optional<Fields> jwt = written.fields("JwtConfiguration");
    if (jwt.isEmpty()) {
      written.missing("JwtConfiguration");
    }
    String issuer = jwt.map(it -> it.requiredText("issuer")).orElse("");
    List<String> audience = jwt.map(it -> it.texts("audience")).orElse(List.of());
    jwt.filter(it -> !it.has("audience")).ifPresent(it -> it.missing("audience"));
    jwt.ifPresent(Fields::done);
    written.done();
    return new Authorizer(
        new HttpApiResource.JwtAuthorizer(issuer, List.copyOf(audience), source), scopes);
  }

  private HttpApiResource.Cors cors(Fields written) {
    var cors =
        new HttpApiResource.Cors(
            written.texts("AllowOrigins"),
            written.texts("AllowMethods"),
            written.texts("AllowHeaders"),
            written.texts("ExposeHeaders"),
            written.whole("MaxAge", -1, 86_400),
            written.flag("AllowCredentials").orElse(false));
    if (cors.allowCredentials() && cors.allowOrigins().contains("*")) {
      written.wrong("AllowCredentials", "is refused by AWS together with the origin *");
    }
    written.done();
    return cors;
  }

  private List<HttpApiResource.Route> routes(
      String api, String apiId, Map<String, Authorizer> authorizers, Optional<String> byDefault) {
    List<HttpApiResource.Route> routes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (HttpEvents.HttpEvent event : events) {
      if (!event.apiId().equals(apiId)) {
        continue;
      }
      // SAM writes the function's ARN into the API, so the API waits for the function.
      reading.dependencies().add(api, event.function());
      if (!taken.add(event.method() + " " + event.path())) {
        reading.findings().add(event.place(), "asks for a route that another event has");
      }
      Optional<String> authorizer = event.authorizer().or(() -> byDefault);
      if (event.authorizer().isPresent()) {
        String asked = event.authorizer().get();
        if (asked.equals("NONE")) {
          authorizer = Optional.empty();
        } else if (!authorizers.containsKey(asked)) {
          Place place = event.place().key("Auth.Authorizer", event.place().line());
          reading.findings().add(place, "names " + asked + ", which is not declared");
        }
      }
      List<String> scopes =
          event.scopes().isEmpty()
              ? authorizer.map(authorizers::get).map(Authorizer::scopes).orElse(List.of())
              : event.scopes();
      routes.add(
          new HttpApiResource.Route(
              event.method(),
              event.path(),
              event.function(),
              authorizer,
              List.copyOf(scopes),
              event.timeout()));
    }
    return routes;
  }
}
