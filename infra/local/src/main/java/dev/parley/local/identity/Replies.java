package dev.parley.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the issuer's JSON answers. */
final class Replies {
  static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  /** Whether the caller asks for a bare text: handy inside a line of shell. */
  static boolean wantsText(HttpServerExchange exchange) {
    return "text/plain".equals(exchange.getRequestHeaders().getFirst(Headers.ACCEPT));
  }

  static void text(HttpServerExchange exchange, String body) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(body);
  }

  static void json(HttpServerExchange exchange, int status, Map<String, Object> body) {
    try {
      exchange.setStatusCode(status);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
      String text = JSON.writeValueAsString(body);
      exchange.getResponseSender().send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers are JSON", e);
    }
  }

  /** An error in the form of OAuth. */
  static void error(HttpServerExchange exchange, int status, String description) {
    String code = status >= 500 ? "temporarily_unavailable" : "invalid_request";
    json(exchange, status, Map.of("error", code, "error_description", description));
  }
}
