package dev.parley.local.http;

import io.undertow.server.HttpServerExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request asks for.
 *
 * @param path as sent, still percent-encoded
 * @param segments of the path, decoded; {@code /} has none, {@code /a/} has {@code a} and an empty
 *     one
 * @param rawQuery as sent, without the question mark
 * @param query decoded
 */
public record Target(
    String path, List<String> segments, String rawQuery, Map<String, List<String>> query) {

  /** Throws {@link IllegalArgumentException} when the percent-encoding is broken. */
  public static Target of(HttpServerExchange exchange) {
    String path = path(exchange);
    String query = exchange.getQueryString();
    return new Target(path, segments(path), query, pairs(query));
  }

  /**
   * The names and values of a query or a form, decoded. Throws {@link IllegalArgumentException}
   * when the percent-encoding is broken.
   */
  public static Map<String, List<String>> pairs(String raw) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        pairs.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return pairs;
  }

  private static String path(HttpServerExchange exchange) {
    String uri = exchange.getRequestURI();
    if (!exchange.isHostIncludedInRequestURI()) {
      return uri;
    }
    int start = uri.indexOf('/', uri.indexOf("://") + 3);
    return start < 0 ? "/" : uri.substring(start);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    if (path.length() > 1) {
      for (String segment : path.substring(1).split("/", -1)) {
        // A plus is itself in a path and a space only in a query.
        segments.add(decode(segment.replace("+", "%2B")));
      }
    }
    return List.copyOf(segments);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
