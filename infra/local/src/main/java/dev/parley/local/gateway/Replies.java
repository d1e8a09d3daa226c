package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.json.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** The answers that a gateway gives by itself. */
final class Replies {
  private static final HttpString ERROR_TYPE = new HttpString("x-amzn-ErrorType");

  private Replies() {}

  static void message(HttpServerExchange exchange, int status, String message) {
    json(exchange, status, Json.object().put("message", message));
  }

  static void error(HttpServerExchange exchange, int status, String type, String message) {
    exchange.getResponseHeaders().put(ERROR_TYPE, type);
    message(exchange, status, message);
  }

  static void json(HttpServerExchange exchange, int status, JsonNode body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    bytes(exchange, status, Json.bytes(body));
  }

  static void bytes(HttpServerExchange exchange, int status, byte[] body) {
    exchange.setStatusCode(status);
    if (body.length == 0 || status < 200 || status == 204 || status == 304) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
  }
}
