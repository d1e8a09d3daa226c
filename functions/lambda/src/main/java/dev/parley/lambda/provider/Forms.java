package dev.parley.lambda.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes queries as RFC 3986 has them: a space is no plus. */
final class Forms {
  private Forms() {}

  /** An address below another, with a query in the order of the map. */
  static URI address(URI base, String path, Map<String, String> query) {
    String text = query.entrySet().stream().map(Forms::pair).collect(Collectors.joining("&"));
    String root = base.toString().replaceFirst("/+$", "");
    return URI.create(root + path + (text.isEmpty() ? "" : "?" + text));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static String pair(Map.Entry<String, String> pair) {
    return encoded(pair.getKey()) + "=" + encoded(pair.getValue());
  }
}
