package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a handler needs around it: DynamoDB Local, and an endpoint that takes posts to sockets. */
final class Surroundings implements AutoCloseable {
  private final LocalDynamo dynamo;
  private final Map<String, String> tables;
  private final HttpServer sockets;
  private final Map<String, String> environment;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final LoggedInvocation context = new LoggedInvocation();

  private Surroundings(
      LocalDynamo dynamo,
      Map<String, String> tables,
      HttpServer sockets,
      Map<String, String> environment) {
    this.dynamo = dynamo;
    this.tables = tables;
    this.sockets = sockets;
    this.environment = environment;
    sockets.createContext("/", this::take);
    sockets.start();
  }

  static Surroundings start() throws IOException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    Path template = Path.of(System.getProperty("parley.root"), "template.yaml");
    LocalDynamo dynamo = LocalDynamo.start(Optional.empty());
    Map<String, String> tables = LocalDynamo.createTablesOf(template, Map.of(), dynamo.client());
    HttpServer sockets =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> environment =
        new HashMap<>(
            Template.read(template)
                .resolve(Map.of(), Addresses.none())
                .functions()
                .getFirst()
                .environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
    environment.put(
        "SOCKET_ENDPOINT", "http://127.0.0.1:" + sockets.getAddress().getPort() + "/live");
    return new Surroundings(dynamo, tables, sockets, environment);
  }

  Map<String, String> environment() {
    return environment;
  }

  Map<String, String> environmentWith(String key, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(key, value);
    return changed;
  }

  /** Where DynamoDB is. */
  URI dynamo() {
    return dynamo.endpoint();
  }

  /** Names of the tables by their logical ids. */
  Map<String, String> tables() {
    return tables;
  }

  InstantSource clock() {
    return InstantSource.system();
  }

  Context context() {
    return context;
  }

  /** What was posted to sockets, in order. */
  List<String> posted() {
    return posted;
  }

  /** What was posted to sockets since this was asked last. */
  List<String> takePosted() {
    List<String> taken = List.copyOf(posted);
    posted.clear();
    return taken;
  }

  /** What was logged, in order. */
  List<String> logged() {
    return context.lines();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    sockets.stop(0);
    dynamo.close();
  }
}
