package dev.parley.local.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a call. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  public static Reply json(int status, String body) {
    return of(status, "application/json", body);
  }

  public static Reply xml(int status, String body) {
    return of(status, "text/xml", body);
  }

  public static Reply html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body);
  }

  public static Reply text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  public static Reply of(int status, String contentType, String body) {
    return new Reply(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer with one header more. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }
}
