package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds an upgrade until the authorizer and $connect have answered, then completes or refuses it.
 *
 * <p>A $connect that throws, runs out of time or answers no status is refused with 502. That is
 * what clients of AWS report seeing; the AWS documentation only says that there is no connection.
 * Nor does it say how an URL that is too long is refused: here it is 414.
 */
final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  private final SocketStage stage;

  Handshake(SocketStage stage) {
    this.stage = stage;
  }

  /** One held upgrade. */
  private record Held(HttpServerExchange exchange, Request request, Peer peer, String requestId) {}

  /** What $connect answered: a status, and the subprotocol when it named one. */
  private record Accepted(int status, Optional<String> protocol) {}

  void receive(HttpServerExchange exchange, Request request) {
    if (!isUpgrade(request)) {
      put(exchange, "Upgrade", "websocket");
      put(exchange, "Sec-WebSocket-Version", "13");
      Replies.message(exchange, 426, "Upgrade Required");
    } else if (!hasKey(request) || hasBody(request)) {
      // Bytes of a body would be taken for frames or wait for ever to be read.
      exchange.setPersistent(false);
      Replies.message(exchange, 400, "Bad Request");
    } else {
      Peer peer =
          new Peer(
              AwsForms.id(),
              stage.clock().instant(),
              request.sourceIp(),
              request.header("User-Agent"),
              Optional.empty());
      Held held = new Held(exchange, request, peer, AwsForms.id());
      exchange.dispatch(stage.threads(), () -> hold(held));
    }
  }

  private static boolean isUpgrade(Request request) {
    // HTTP/1.0 knows no Upgrade, so there it means nothing (RFC 9110, section 7.8).
    return request.method().equals("GET")
        && request.protocol().equals("HTTP/1.1")
        && hasToken(request, "Upgrade", "websocket")
        && hasToken(request, "Connection", "upgrade")
        && request.header("Sec-WebSocket-Version").equals(Optional.of("13"));
  }

  private static boolean hasToken(Request request, String header, String token) {
    return request.header(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(value -> value.strip().equalsIgnoreCase(token));
  }

  private static boolean hasKey(Request request) {
    try {
      String key = request.header("Sec-WebSocket-Key").orElse("");
      return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasBody(Request request) {
    return request.header("Transfer-Encoding").isPresent()
        || request.header("Content-Length").filter(length -> !length.equals("0")).isPresent();
  }

  private void hold(Held held) {
    try {
      if (urlOf(held.request()) > stage.limits().urlCharacters()) {
        refuse(held, 414, "URI Too Long", "the URL has " + urlOf(held.request()) + " characters");
        return;
      }
      if (!stage.account().mayConnect() || !stage.throttle().admits("$connect")) {
        refuse(held, 429, "Too Many Requests", "too many new connections");
        return;
      }
      Optional<SocketAuthorizer> authorizer = stage.authorizer();
      if (authorizer.isEmpty()) {
        connect(held, held.peer());
        return;
      }
      switch (authorizer.get().decide(held.request(), held.peer(), held.requestId())) {
        case SocketAuthorizer.Verdict.Admitted(Map<String, String> context) ->
            connect(held, held.peer().admitted(context));
        case SocketAuthorizer.Verdict.Refused(int status, String message, String why) ->
            refuse(held, status, message, why);
      }
    } catch (RuntimeException e) {
      stage.log().broke("a handshake", e);
      refuse(held, 500, "Internal server error", e.toString());
    }
  }

  /** The length of the URL as the client wrote it. */
  private static int urlOf(Request request) {
    int query = request.rawQuery().isEmpty() ? 0 : 1 + request.rawQuery().length();
    return "ws://".length()
        + request.header("Host").orElse("").length()
        + request.path().length()
        + query;
  }

  private void connect(Held held, Peer peer) {
    JsonNode event = stage.events().connect(held.request(), peer, held.requestId());
    Accepted answer =
        stage
            .invoke("$connect", event)
            .map(Handshake::read)
            .orElse(new Accepted(200, Optional.empty()));
    if (answer.status() / 100 == 2) {
      upgrade(held.exchange(), held.request(), peer, answer.protocol());
    } else if (answer.status() == 502) {
      refuse(held, 502, "Internal server error", "$connect failed, or answered no status");
    } else {
      Replies.bytes(held.exchange(), answer.status(), new byte[0]);
    }
  }

  private static Accepted read(Answer answer) {
    if (answer instanceof Answer.Returned(byte[] json)) {
      JsonNode returned = Json.read(json).orElse(Json.object());
      int status = returned.path("statusCode").asInt(502);
      for (Map.Entry<String, JsonNode> header : returned.path("headers").properties()) {
        if (header.getKey().equalsIgnoreCase(PROTOCOL) && header.getValue().isTextual()) {
          return new Accepted(checked(status), Optional.of(header.getValue().asText()));
        }
      }
      return new Accepted(checked(status), Optional.empty());
    }
    return new Accepted(502, Optional.empty());
  }

  private static int checked(int status) {
    return status >= 200 && status <= 599 ? status : 502;
  }

  private void upgrade(
      HttpServerExchange exchange, Request request, Peer peer, Optional<String> protocol) {
    if (protocol.isPresent() && protocol.get().chars().anyMatch(c -> c < ' ' || c > '~')) {
      Replies.message(exchange, 502, "Internal server error");
      return;
    }
    stage.connections().expect(peer.connectionId());
    AtomicBoolean settled = new AtomicBoolean();
    exchange
        .getConnection()
        .addCloseListener(
            closed -> {
              if (settled.compareAndSet(false, true)) {
                stage.connections().settle(peer.connectionId());
                Connection.disconnected(stage, peer, 1006, "Connection closed abnormally");
              }
            });
    exchange.upgradeChannel(
        (socket, upgraded) -> {
          if (settled.compareAndSet(false, true)) {
            Connection.establish(stage, peer, socket);
            stage.connections().settle(peer.connectionId());
          }
        });
    put(exchange, "Upgrade", "websocket");
    put(exchange, "Sec-WebSocket-Accept", accept(request));
    protocol.ifPresent(name -> put(exchange, PROTOCOL, name));
    exchange.endExchange();
  }

  private void refuse(Held held, int status, String message, String why) {
    stage.log().refusedHandshake(status, why);
    ObjectNode body = Json.object().put("message", message);
    body.put("connectionId", held.peer().connectionId()).put("requestId", held.requestId());
    Replies.json(held.exchange(), status, body);
  }

  private static String accept(Request request) {
    String key = request.header("Sec-WebSocket-Key").orElseThrow() + GUID;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static void put(HttpServerExchange exchange, String header, String value) {
    exchange.getResponseHeaders().put(new HttpString(header), value);
  }
}
