package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The functions of the template as objects, and the events that were recorded for them. */
final class Handlers {
  private static final Path ROOT = Path.of(System.getProperty("parley.root"));

  private static final Map<Class<?>, PojoSerializer<?>> SERIALIZERS = new ConcurrentHashMap<>();

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> rest;
  private final Map<String, String> recorded;
  private final Message message;
  private final Authorize authorize;
  private final Connect connect;
  private final Provision provision;

  Handlers(Surroundings around, InstantSource clock) throws IOException {
    environment = around.environment();
    this.clock = clock;
    rest = rest();
    recorded = readEvents();
    message = new Message(environment, clock);
    authorize = new Authorize(environment, clock);
    connect = new Connect(environment, clock);
    provision = new Provision(environment, clock);
  }

  /** By route key, the function that the template has answer it. */
  private Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> rest() {
    Stack stack = Template.read(ROOT.resolve("template.yaml")).resolve(Map.of(), Addresses.none());
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byFunction =
        stack.functions().stream()
            .filter(one -> isRest(stack, one))
            .collect(Collectors.toMap(FunctionResource::id, this::made));
    return routes(stack)
        .collect(
            Collectors.toMap(
                route -> route.method() + " " + route.path(),
                route -> byFunction.get(route.function())));
  }

  private static Stream<HttpApiResource.Route> routes(Stack stack) {
    return stack.httpApis().stream().flatMap(api -> api.routes().stream());
  }

  private static boolean isRest(Stack stack, FunctionResource function) {
    return routes(stack).anyMatch(route -> route.function().equals(function.id()));
  }

  @SuppressWarnings("unchecked")
  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> made(
      FunctionResource function) {
    try {
      return (RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>)
          Class.forName(function.handler())
              .getConstructor(Map.class, InstantSource.class)
              .newInstance(environment, clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(function.handler() + " cannot be made", e);
    }
  }

  private static Map<String, String> readEvents() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString().replace(".json", ""),
              Handlers::text,
              (one, _) -> one,
              TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The route keys of the template. */
  Set<String> routes() {
    return rest.keySet();
  }

  /** The actions that the socket's document says it receives. */
  static Set<String> documentedActions() {
    String document = text(ROOT.resolve("infra/api/asyncapi.yaml"));
    JsonNode tree = new ObjectMapper().valueToTree(new Yaml().<Object>load(document));
    return tree.path("operations")
        .valueStream()
        .filter(operation -> operation.path("action").asText().equals("receive"))
        .flatMap(operation -> operation.path("messages").valueStream())
        .map(message -> message.path("$ref").asText().replaceAll(".*/", ""))
        .collect(Collectors.toSet());
  }

  RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> rest(String route) {
    return rest.get(route);
  }

  Message message() {
    return message;
  }

  Provision provision() {
    return provision;
  }

  Connect connect() {
    return connect;
  }

  Authorize authorize() {
    return authorize;
  }

  InstantSource clock() {
    return clock;
  }

  /** The recorded events by the names of their files. */
  Map<String, String> recorded() {
    return recorded;
  }

  /** An event as Lambda decodes it. */
  static <T> T read(String event, Class<T> type) {
    return type.cast(SERIALIZERS.computeIfAbsent(type, Handlers::serializer).fromJson(event));
  }

  private static PojoSerializer<?> serializer(Class<?> type) {
    return LambdaEventSerializers.serializerFor(type, Handlers.class.getClassLoader());
  }
}
