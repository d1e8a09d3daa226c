package dev.parley.bench;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.bench.floor.Bare;
import dev.parley.bench.floor.Invocation;
import dev.parley.lambda.handler.Connect;
import dev.parley.lambda.handler.Conversations;
import dev.parley.lambda.handler.Message;
import dev.parley.lambda.handler.Provision;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.FunctionResource;
import dev.parley.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a function needs around it without a gateway: DynamoDB Local, and an endpoint that takes
 * posts to sockets. The recorded events have been played up to a message: two people watch their
 * conversation, in Parley's items and in those of the bare function.
 */
final class Backdrop implements AutoCloseable {
  /** Its key in the recorded events. */
  static final String FIRST_MESSAGE = "e#0000000002";

  /** In the recorded events. */
  static final String CONVERSATION = "sX1LIy32lPvF0Xc6xin1Xw";

  /** The sender's socket in the recorded events. */
  static final String CLIENT = "JKJZNcaRvHcCEvg=";

  static final Invocation QUIET = new Invocation(_ -> {});

  private final Path root;
  private final LocalDynamo dynamo;
  private final HttpServer sockets;
  private final Map<String, String> environment;
  private final Map<String, Integer> memoryMegabytes;
  private volatile Consumer<String> posts = _ -> {};

  private Backdrop(
      Path root,
      LocalDynamo dynamo,
      HttpServer sockets,
      Map<String, String> environment,
      Map<String, Integer> memoryMegabytes) {
    this.root = root;
    this.dynamo = dynamo;
    this.sockets = sockets;
    this.environment = environment;
    this.memoryMegabytes = memoryMegabytes;
  }

  static Backdrop start(Path root) throws IOException {
    // The handlers here have the SDK's default chain, as on Lambda.
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    Path template = root.resolve("template.yaml");
    LocalDynamo dynamo = LocalDynamo.start(Optional.empty());
    LocalDynamo.createTablesOf(template, Map.of(), dynamo.client());
    HttpServer sockets =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, FunctionResource> functions =
        Template.read(template).resolve(Map.of(), Addresses.none()).functions().stream()
            .collect(Collectors.toMap(FunctionResource::id, it -> it));
    Map<String, String> environment = new HashMap<>(functions.get("Message").environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
    environment.put(
        "SOCKET_ENDPOINT", "http://127.0.0.1:" + sockets.getAddress().getPort() + "/live");
    environment.put("HTTP_SERVICE", HttpClients.PARLEYS.service());
    Map<String, Integer> memory = new HashMap<>();
    functions.forEach((id, function) -> memory.put(id, function.memoryMegabytes()));
    Backdrop backdrop = new Backdrop(root, dynamo, sockets, environment, memory);
    sockets.createContext("/", backdrop::take);
    sockets.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    sockets.start();
    backdrop.play();
    return backdrop;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** What a function is given by the template. */
  int memoryMegabytes(String function) {
    return memoryMegabytes.get(function);
  }

  LocalDynamo dynamo() {
    return dynamo;
  }

  /** The recorded event of a message. */
  Path message() {
    return root.resolve("events/message-send.json");
  }

  /** The recorded event that tells of it from the stream. */
  Path grown() {
    return root.resolve("events/project.json");
  }

  /** Who gets every frame that is posted to a socket. */
  void posts(Consumer<String> reader) {
    posts = reader;
  }

  /** Forgets the message, so that it can be sent for the first time again. */
  void forgetMessage() {
    for (String workspace : new String[] {Parley.WORKSPACE, "w"}) {
      dynamo
          .client()
          .deleteItem(
              delete ->
                  delete
                      .tableName(environment.get("CONVERSATIONS_TABLE"))
                      .key(
                          Map.of(
                              "c", AttributeValue.fromS(workspace + "#" + CONVERSATION),
                              "sk", AttributeValue.fromS(FIRST_MESSAGE))));
    }
  }

  /** Writes a workspace, or what it has not yet. */
  void provision(String preset) throws IOException {
    new Provision(environment, InstantSource.system())
        .handleRequest(
            new ByteArrayInputStream(preset.getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            QUIET);
  }

  private void play() throws IOException {
    InstantSource clock = InstantSource.system();
    provision(event("provision"));
    new Conversations(environment, clock)
        .handleRequest(read(event("conversations-open"), APIGatewayV2HTTPEvent.class), QUIET);
    Connect connect = new Connect(environment, clock);
    Message message = new Message(environment, clock);
    Bare bare = new Bare(environment, clock);
    for (boolean lawyer : new boolean[] {false, true}) {
      handle(connect, of(event("connect"), lawyer));
      handle(message, of(event("message-watch"), lawyer));
      handle(bare, of(event("message-watch"), lawyer));
    }
  }

  /** The event as the client's, or as the lawyer's on another socket. */
  private static String of(String event, boolean lawyer) {
    return lawyer
        ? event.replace("vera-orlova", "lev-sokolov").replace(CLIENT, "JKJZNcaRvHcCEvh=")
        : event;
  }

  /** Decodes an event as Lambda does and has it answered. */
  static void handle(
      RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> handler,
      String event) {
    int status =
        handler.handleRequest(read(event, APIGatewayV2WebSocketEvent.class), QUIET).getStatusCode();
    if (status != 200) {
      throw new IllegalStateException(handler + " answered " + status);
    }
  }

  static <T> T read(String event, Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, Backdrop.class.getClassLoader())
        .fromJson(event);
  }

  private String event(String name) throws IOException {
    return Files.readString(root.resolve("events/" + name + ".json"));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String frame = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      posts.accept(frame);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    sockets.stop(0);
    dynamo.close();
  }
}
