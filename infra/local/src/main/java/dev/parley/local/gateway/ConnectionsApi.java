package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.json.Json;
import dev.parley.local.signature.CallerCheck;
import dev.parley.local.signature.SignedRequest;
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
  private static final String LIMIT_EXCEEDED = "LimitExceededException";

  private final SocketStage stage;
  private final CallerCheck callers;

  ConnectionsApi(SocketStage stage) {
    this.stage = stage;
    this.callers = new CallerCheck("execute-api", stage.account().keys(), stage.clock());
  }

  void receive(HttpServerExchange exchange, Request request, String id) {
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(stage.limits().messageBytes());
    receiver.receiveFullBytes(
        (ex, body) -> ex.dispatch(stage.threads(), () -> answer(ex, request, id, body)),
        (ex, error) -> {
          if (error instanceof Receiver.RequestToLargeException) {
            Replies.error(ex, 413, "PayloadTooLargeException", "Payload too large");
          } else {
            Replies.message(ex, 400, "Bad Request");
          }
        });
  }

  private void answer(HttpServerExchange exchange, Request request, String id, byte[] body) {
    try {
      Optional<CallerCheck.Refusal> refusal = callers.refusal(signed(request, body));
      if (refusal.isPresent()) {
        Replies.error(exchange, 403, refusal.get().reason().exception(), refusal.get().message());
      } else if (!stage.account().mayRequest()) {
        Replies.error(exchange, 429, LIMIT_EXCEEDED, "Too Many Requests");
      } else {
        stage.connections().awaitArrival(id);
        serve(exchange, request.method(), id, body);
      }
    } catch (RuntimeException e) {
      stage.log().broke("a request to @connections", e);
      Replies.error(exchange, 500, "InternalServerErrorException", "Internal server error");
    }
  }

  private static SignedRequest signed(Request request, byte[] body) {
    return SignedRequest.of(
        request.method(), request.path(), request.rawQuery(), request.headers(), body);
  }

  private void serve(HttpServerExchange exchange, String method, String id, byte[] body) {
    Optional<Connection> connection = stage.connections().find(id);
    if (connection.isEmpty()) {
      gone(exchange);
      return;
    }
    switch (method) {
      case "POST" -> deliver(exchange, connection.get(), body);
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
      Replies.error(exchange, 429, LIMIT_EXCEEDED, "The WebSocket client side buffer is full");
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
