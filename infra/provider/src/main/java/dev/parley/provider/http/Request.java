package dev.parley.provider.http;

import dev.parley.provider.account.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request, read whole.
 *
 * @param path its segments
 * @param query decoded
 * @param headers by their names in lower case
 */
record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  boolean isGet() {
    return method.equals("GET");
  }

  boolean isPost() {
    return method.equals("POST");
  }

  /** A segment of the path, empty where the path is shorter. */
  String segment(int which) {
    return which < path.size() ? path.get(which) : "";
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  void requireParametersOf(Set<String> known) {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.malformed("unknown_parameter", "there is no parameter " + name);
      }
    }
  }

  /** The fields of a form in the body. */
  Map<String, String> form() {
    Map<String, String> fields = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("invalid_form", "the form cannot be read");
    }
  }
}
