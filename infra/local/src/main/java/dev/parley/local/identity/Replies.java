package dev.parley.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the issuer's JSON answers. */
final class Replies {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");

  private Replies() {}

  /** A page under development may ask for tokens from wherever it was loaded. */
  static void allowAnyPage(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(ALLOW_ORIGIN, "*");
  }

  static void preflight(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(ALLOW_HEADERS, "accept,content-type");
    exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
  }

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
