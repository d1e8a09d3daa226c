package dev.parley.local.gateway;

import dev.parley.local.http.Target;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.net.InetSocketAddress;
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
    InetSocketAddress source = exchange.getSourceAddress();
    try {
      Target target = Target.of(exchange);
      return new Request(
          exchange.getRequestMethod().toString(),
          target.path(),
          target.segments().isEmpty() ? List.of("") : target.segments(),
          target.rawQuery(),
          target.query(),
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
}
