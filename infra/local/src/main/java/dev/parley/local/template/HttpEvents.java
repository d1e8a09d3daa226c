package dev.parley.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the events that ask an HTTP API for a route. */
final class HttpEvents {
  private final List<HttpEvent> events = new ArrayList<>();

  /** A route that a function asks an HTTP API for. */
  record HttpEvent(
      Place place,
      String apiId,
      String method,
      String path,
      String function,
      Optional<String> authorizer,
      List<String> scopes,
      Duration timeout) {}

  /** The routes of all functions read so far. */
  List<HttpEvent> all() {
    return events;
  }

  void read(String function, Fields route) {
    String apiId = route.requiredText("ApiId");
    String method = route.requiredText("Method").toUpperCase(Locale.ROOT);
    String path = route.requiredText("Path");
    if (!path.isEmpty() && !path.startsWith("/")) {
      route.wrong("Path", "is '" + path + "' and does not begin with /");
    }
    if (!method.isEmpty()
        && !method.matches(
            "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY|X-AMAZON-APIGATEWAY-ANY-METHOD")) {
      route.wrong("Method", "is '" + method + "', not an HTTP method");
    }
    route.word("PayloadFormatVersion", "2.0");
    Optional<Fields> auth = route.fields("Auth");
    Optional<String> authorizer = auth.flatMap(it -> it.text("Authorizer"));
    List<String> scopes = auth.map(it -> it.texts("AuthorizationScopes")).orElse(List.of());
    auth.ifPresent(Fields::done);
    int timeout = route.whole("TimeoutInMillis", 50, 30_000).orElse(30_000);
    route.done();
    events.add(
        new HttpEvent(
            route.place(),
            apiId,
            method.startsWith("X-") ? "ANY" : method,
            path,
            function,
            authorizer,
            scopes,
            Duration.ofMillis(timeout)));
  }
}
