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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Stands in front of a service of AWS and writes down who asks for what: the first part of the path
 * is the function's name.
 */
abstract class RecordedCalls implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI service;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Set<String>> used = new ConcurrentHashMap<>();

  RecordedCalls(URI service) throws IOException {
    this.service = service;
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
          HttpRequest.newBuilder(service).POST(HttpRequest.BodyPublishers.ofByteArray(body));
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

  /** As AWS checks them, {@code PutItem table}. */
  abstract Set<String> permissions(String operation, JsonNode body);

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
