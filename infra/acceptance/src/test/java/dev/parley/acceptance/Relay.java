package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes a provider's calls on to the workspace at the front of the reference that they are about,
 * byte for byte, and the answers back.
 */
final class Relay {
  private static final List<String> SIGNED =
      List.of("webhook-id", "webhook-timestamp", "webhook-signature");

  private final Undertow server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile URI target = URI.create("http://127.0.0.1:9");

  /**
   * A call that was passed on.
   *
   * @param headers those that are signed, and the signature
   */
  record Call(String workspace, Map<String, String> headers, String body, int answer) {
    String type() {
      return Json.read(body).path("type").asText();
    }

    JsonNode data() {
      return Json.read(body).path("data");
    }
  }

  Relay() {
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new BlockingHandler(this::pass))
            .build();
    server.start();
  }

  URI address() {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /**
   * @param api the root of the system that is told
   */
  void to(URI api) {
    target = api;
  }

  List<Call> calls(String workspace) {
    return calls.stream().filter(call -> call.workspace().equals(workspace)).toList();
  }

  private void pass(HttpServerExchange exchange) throws IOException {
    String body = new String(exchange.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String workspace = Json.read(body).at("/data/reference").asText().replaceAll("\\..*", "");
    Map<String, String> headers = new HashMap<>();
    SIGNED.forEach(name -> headers.put(name, exchange.getRequestHeaders().getFirst(name)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + "/webhooks/payments/" + workspace))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    int answer = ParleyClient.exchange(request.build()).statusCode();
    calls.add(new Call(workspace, headers, body, answer));
    exchange.setStatusCode(answer);
  }

  void close() {
    server.stop();
  }
}
