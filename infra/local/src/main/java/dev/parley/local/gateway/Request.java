package dev.parley.local.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asked, before any decision.
 *
 * @param path as sent, still percent-encoded
 * @param segments of the path, decoded; {@code /a/} has the segments {@code a} and an empty one
 * @param headers by name as sent, in the order received
 * @param query decoded
 */
record Request(
    String method,
    String path,
    List<String> segments,
    String rawQuery,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String protocol,
    String sourceIp,
    int sourcePort) {

  /** The request cannot be read: its percent-encoding is broken. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(Throwable cause) {
      super(cause);
    }
  }

  static Request of(HttpServerExchange exchange) throws Unreadable {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(values.getHeaderName().toString(), List.copyOf(values));
    }
    String path = path(exchange);
    InetSocketAddress source = exchange.getSourceAddress();
    try {
      return new Request(
          exchange.getRequestMethod().toString(),
          path,
          segments(path),
          exchange.getQueryString(),
          query(exchange.getQueryString()),
          headers,
          exchange.getProtocol().toString(),
          source.getAddress().getHostAddress(),
          source.getPort());
    } catch (IllegalArgumentException e) {
      throw new Unreadable(e);
    }
  }

  /** The path, decoded. */
  String decodedPath() {
    return "/" + String.join("/", segments);
  }

  /** The values of a header joined by commas, whatever the case of its name. */
  Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> String.join(",", header.getValue()))
        .findFirst();
  }

  Optional<String> queryParameter(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getLast);
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
    for (String segment : path.substring(1).split("/", -1)) {
      // A plus is itself in a path and a space only in a query.
      segments.add(decode(segment.replace("+", "%2B")));
    }
    return List.copyOf(segments);
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        query.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
