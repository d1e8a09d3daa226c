package dev.parley.local.template;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads AWS::Serverless::Function and the routes that its events ask for. */
final class FunctionReader {
  private final ResourceReading reading;
  private final Path folder;
  private final List<HttpEvent> events = new ArrayList<>();

  FunctionReader(ResourceReading reading, Path folder) {
    this.reading = reading;
    this.folder = folder;
  }

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
  List<HttpEvent> events() {
    return events;
  }

  FunctionResource read(Declaration resource) {
    Fields fields = reading.properties(resource, "Events");
    fields.nothing("permissions are not checked here", "Policies", "Role", "PermissionsBoundary");
    fields.nothing("this machine has one architecture", "Architectures");
    fields.nothing(
        "nothing is published or restored", "AutoPublishAliasAllProperties", "SnapStart");
    fields.nothing("one consumer gets all logs, as text", "LoggingConfig");
    fields.nothing("there is no account whose share to reserve", "ReservedConcurrentExecutions");
    fields.nothing("it is for people", "Description", "Tags");
    fields.text("FunctionName");
    String runtime = fields.requiredText("Runtime");
    if (!runtime.isEmpty() && !runtime.matches("java\\d+")) {
      fields.wrong("Runtime", "is " + runtime + "; the local cloud runs Java only");
    }
    Optional<String> alias = fields.text("AutoPublishAlias");
    String handler = fields.requiredText("Handler");
    Duration timeout = Duration.ofSeconds(fields.whole("Timeout", 1, 900).orElse(3));
    int memory = fields.whole("MemorySize", 128, 10_240).orElse(128);
    String name = reading.names().name(resource);
    Map<String, String> environment = new LinkedHashMap<>(variables(fields));
    environment.putAll(LambdaVariables.of(name, memory, handler, runtime, alias.isPresent()));
    Path code = code(fields);
    fields.fields("Events").ifPresent(it -> readEvents(resource.id(), it));
    fields.done();
    String arn = reading.names().functionArn(resource) + alias.map(it -> ":" + it).orElse("");
    return new FunctionResource(
        resource.id(), name, arn, handler, code, timeout, memory, environment);
  }

  private Path code(Fields fields) {
    String written = fields.requiredText("CodeUri");
    try {
      return folder.resolve(written).normalize();
    } catch (InvalidPathException e) {
      fields.wrong("CodeUri", "is '" + written + "', not a path");
      return folder;
    }
  }

  private Map<String, String> variables(Fields function) {
    Map<String, String> variables = new LinkedHashMap<>();
    function
        .fields("Environment")
        .ifPresent(
            environment -> {
              environment.fields("Variables").ifPresent(it -> readVariables(it, variables));
              environment.done();
            });
    return variables;
  }

  private static void readVariables(Fields written, Map<String, String> into) {
    for (String name : written.names()) {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]+")) {
        written.wrong(name, "is no name for a variable");
      } else if (LambdaVariables.isReserved(name)) {
        written.wrong(name, "is reserved by Lambda");
      }
      written.text(name).ifPresent(it -> into.put(name, it));
    }
  }

  private void readEvents(String function, Fields written) {
    for (String name : written.names()) {
      written.fields(name).ifPresent(it -> readEvent(function, it));
    }
  }

  private void readEvent(String function, Fields event) {
    String type = event.requiredText("Type");
    if (type.equals("HttpApi")) {
      event
          .fields("Properties")
          .ifPresentOrElse(it -> readRoute(function, it), () -> event.missing("Properties"));
    } else if (!type.isEmpty()) {
      event.value("Properties");
      event.wrong("Type", "is " + type + ", an event unknown to the local cloud");
    }
    event.done();
  }

  private void readRoute(String function, Fields route) {
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
