package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * POST, GET and DELETE of {@code @connections/{id}}, as the AWS SDK's management client calls it.
 */
final class ConnectionsApi {
  private final SocketStage stage;

  ConnectionsApi(SocketStage stage) {
    this.stage = stage;
  }

  void receive(HttpServerExchange exchange, String id) {
    if (stage.connections().isComing(id)) {
      exchange.dispatch(
          stage.threads(),
          held -> {
            stage.connections().awaitArrival(id);
            answer(held, id);
          });
    } else {
      answer(exchange, id);
    }
  }

  private void answer(HttpServerExchange exchange, String id) {
    Optional<Connection> connection = stage.connections().find(id);
    String method = exchange.getRequestMethod().toString();
    if (connection.isEmpty()) {
      gone(exchange);
    } else {
      switch (method) {
        case "POST" -> post(exchange, connection.get());
        case "GET" -> Replies.json(exchange, 200, describe(connection.get()));
        case "DELETE" -> {
          // The API has no parameter for a code: AWS always closes with 1000.
          connection.get().close(1000, "Connection Closed Normally");
          stage.connections().remove(connection.get());
          Replies.bytes(exchange, 204, new byte[0]);
        }
        default -> Replies.error(exchange, 403, "ForbiddenException", "Forbidden");
      }
    }
  }

  private void post(HttpServerExchange exchange, Connection connection) {
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(stage.limits().messageBytes());
    receiver.receiveFullBytes(
        (ex, body) -> deliver(ex, connection, body),
        (ex, error) -> {
          if (error instanceof Receiver.RequestToLargeException) {
            Replies.error(ex, 413, "PayloadTooLargeException", "Payload too large");
          } else {
            Replies.message(ex, 400, "Bad Request");
          }
        });
  }

  private void deliver(HttpServerExchange exchange, Connection connection, byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      Replies.error(exchange, 400, "BadRequestException", "The payload is not valid UTF-8");
      return;
    }
    if (connection.send(body)) {
      Replies.bytes(exchange, 200, new byte[0]);
    } else if (stage.connections().find(connection.peer().connectionId()).isEmpty()) {
      gone(exchange);
    } else {
      Replies.error(
          exchange, 429, "LimitExceededException", "The WebSocket client side buffer is full");
    }
  }

  private static void gone(HttpServerExchange exchange) {
    Replies.error(exchange, 410, "GoneException", "Gone");
  }

  private static ObjectNode describe(Connection connection) {
    Peer peer = connection.peer();
    ObjectNode description = Json.object().put("connectedAt", peer.connectedAt().toString());
    ObjectNode identity = description.putObject("identity").put("sourceIp", peer.sourceIp());
    peer.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    return description.put("lastActiveAt", connection.lastActiveAt().toString());
  }
}
