package dev.parley.lambda.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

/**
 * Stands in front of DynamoDB and writes down who asks for what: the first part of the path is the
 * function's name. Permissions are written as AWS checks them, {@code PutItem table}.
 */
final class DynamoCalls implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> PARTS_OF_TRANSACTIONS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  private final URI dynamo;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Set<String>> used = new ConcurrentHashMap<>();

  DynamoCalls(URI dynamo) throws IOException {
    this.dynamo = dynamo;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /** The endpoint for one function. */
  String endpointOf(String function) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + function;
  }

  /** By function, the permissions that its calls needed. */
  Map<String, Set<String>> used() {
    return used;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String function = exchange.getRequestURI().getPath().split("/")[1];
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      used.computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet())
          .addAll(permissions(operation, JSON.readTree(body)));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(dynamo).POST(HttpRequest.BodyPublishers.ofByteArray(body));
      for (String header : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
        request.header(header, exchange.getRequestHeaders().getFirst(header));
      }
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<String> permissions(String operation, JsonNode body) {
    Set<String> permissions = new TreeSet<>();
    switch (operation) {
      case "TransactWriteItems" -> {
        for (JsonNode item : body.path("TransactItems")) {
          PARTS_OF_TRANSACTIONS.forEach(
              (part, permission) -> {
                if (item.has(part)) {
                  permissions.add(permission + " " + item.path(part).path("TableName").asText());
                }
              });
        }
      }
      case "BatchGetItem" ->
          names(body.path("RequestItems"))
              .forEach(table -> permissions.add("BatchGetItem " + table));
      default -> {
        String index = body.has("IndexName") ? "/index" : "";
        permissions.add(operation + " " + body.path("TableName").asText() + index);
      }
    }
    return permissions;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .forEach(names::add);
    return names;
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
