package dev.parley.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes webhooks, or does not: as it was told, one after the other, and 200 from then on. */
final class Receiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Webhook> taken = new CopyOnWriteArrayList<>();
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /** One attempt to tell something. */
  record Webhook(String id, long timestamp, String signature, String body, int answered) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError(body, e);
      }
    }

    String type() {
      return json().path("type").asText();
    }

    String about() {
      return json().path("data").path("id").asText();
    }
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/webhooks", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer status = statuses.poll();
    int answered = status == null ? 200 : status;
    taken.add(
        new Webhook(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            body,
            answered));
    if (answered > 0) {
      exchange.sendResponseHeaders(answered, -1);
    }
    exchange.close();
  }

  /** How the next ones are answered; 0 cuts the connection. */
  void answer(Integer... next) {
    statuses.addAll(List.of(next));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
  }

  List<Webhook> all() {
    return List.copyOf(taken);
  }

  /** Everything so far about a payment, a payout or a refund. */
  List<Webhook> about(String id) {
    return taken.stream().filter(it -> it.about().equals(id)).toList();
  }

  /** As many about something, waited for. */
  List<Webhook> about(String id, int number) {
    return Waiting.until(() -> about(id), it -> it.size() >= number);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
