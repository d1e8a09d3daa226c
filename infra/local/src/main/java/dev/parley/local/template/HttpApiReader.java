package dev.parley.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads AWS::Serverless::HttpApi and gives it the routes of the functions' events. */
final class HttpApiReader {
  private final ResourceReading reading;
  private final List<HttpEvents.HttpEvent> events;
  private final HttpAuthorizers authorizers;
  private final Set<String> apis = new HashSet<>();

  HttpApiReader(ResourceReading reading, List<HttpEvents.HttpEvent> events) {
    this.reading = reading;
    this.events = events;
    this.authorizers = new HttpAuthorizers(reading);
  }

  HttpApiResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing("nothing is imported from OpenAPI here", "FailOnWarnings");
    fields.nothing("it is for people", "Name", "Description", "Tags");
    fields.nothing("nobody here reads an access log", "AccessLogSettings");
    String stage = fields.text("StageName").orElse("$default");
    Optional<HttpApiResource.Cors> cors = fields.fields("CorsConfiguration").map(this::cors);
    HttpAuthorizers.Read auth =
        fields.fields("Auth").map(authorizers::read).orElse(HttpAuthorizers.Read.NONE);
    String apiId = Aws.apiId(resource.id());
    apis.add(apiId);
    List<HttpApiResource.Route> routes = routes(resource.id(), apiId, auth);
    Set<String> keys =
        routes.stream().map(it -> it.method() + " " + it.path()).collect(Collectors.toSet());
    StageThrottling throttling = RouteSettings.ofHttpApi().read(fields, keys);
    fields.done();
    return new HttpApiResource(
        resource.id(), apiId, stage, routes, auth.authorizers(), cors, throttling);
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

  private List<HttpApiResource.Route> routes(String api, String apiId, HttpAuthorizers.Read auth) {
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
      Optional<String> authorizer = authorizer(event, auth);
      routes.add(
          new HttpApiResource.Route(
              event.method(),
              event.path(),
              event.function(),
              authorizer,
              scopes(event, authorizer, auth),
              event.timeout()));
    }
    return routes;
  }

  private Optional<String> authorizer(HttpEvents.HttpEvent event, HttpAuthorizers.Read auth) {
    if (event.authorizer().isEmpty()) {
      return auth.byDefault();
    }
    String asked = event.authorizer().get();
    if (asked.equals("NONE")) {
      if (auth.byDefault().isEmpty()) {
        wrong(event, "Auth.Authorizer", "is NONE, which SAM takes only beside a DefaultAuthorizer");
      }
      return Optional.empty();
    }
    if (!auth.authorizers().containsKey(asked)) {
      wrong(event, "Auth.Authorizer", "names " + asked + ", which is not declared");
    }
    return event.authorizer();
  }

  private List<String> scopes(
      HttpEvents.HttpEvent event, Optional<String> authorizer, HttpAuthorizers.Read auth) {
    if (event.scopes().isEmpty()) {
      return authorizer.map(auth.scopes()::get).orElse(List.of());
    }
    if (authorizer.isEmpty()) {
      wrong(event, "Auth.AuthorizationScopes", "are asked of nobody: the route has no authorizer");
    } else if (!auth.readsTokens(authorizer.get())) {
      wrong(
          event,
          "Auth.AuthorizationScopes",
          "are those of tokens, and " + authorizer.get() + " is a function");
    }
    return event.scopes();
  }

  private void wrong(HttpEvents.HttpEvent event, String key, String what) {
    reading.findings().add(event.place().key(key, event.place().line()), what);
  }
}
