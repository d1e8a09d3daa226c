package dev.parley.provider.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.provider.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller gets. */
sealed interface Reply {
  /** An answer. */
  record Content(int status, Map<String, String> headers, byte[] body) implements Reply {
    Content with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Content(status, more, body);
    }
  }

  /** Nothing: the connection ends. */
  record Cut() implements Reply {}

  static Content json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  static Content html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a browser elsewhere, by GET. */
  static Content see(String address) {
    return of(303, "text/plain", new byte[0]).with("Location", address);
  }

  private static Content of(int status, String type, byte[] body) {
    return new Content(status, Map.of("Content-Type", type, "Cache-Control", "no-store"), body);
  }
}
