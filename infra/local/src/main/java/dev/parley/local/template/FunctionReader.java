package dev.parley.local.template;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads AWS::Serverless::Function and has its events read. */
final class FunctionReader {
  private final ResourceReading reading;
  private final Path folder;
  private final FunctionEvents events;
  private final AsynchronousReader asynchronous;

  FunctionReader(ResourceReading reading, Path folder, FunctionEvents events) {
    this.reading = reading;
    this.folder = folder;
    this.events = events;
    this.asynchronous = new AsynchronousReader(reading);
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
    String arn = reading.names().functionArn(resource) + alias.map(it -> ":" + it).orElse("");
    EventTarget target = new EventTarget(resource.id(), arn, timeout);
    fields.fields("Events").ifPresent(it -> events.read(target, it));
    FunctionResource function =
        new FunctionResource(
            resource.id(),
            name,
            arn,
            handler,
            code(fields),
            timeout,
            memory,
            environment,
            recursiveLoop(fields),
            asynchronous.read(fields));
    fields.done();
    return function;
  }

  private static FunctionResource.RecursiveLoop recursiveLoop(Fields fields) {
    return fields
        .word("RecursiveLoop", "Allow", "Terminate")
        .map(it -> it.toUpperCase(Locale.ROOT))
        .map(FunctionResource.RecursiveLoop::valueOf)
        .orElse(FunctionResource.RecursiveLoop.TERMINATE);
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
}
