package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a function's return value says to the client.
 *
 * <p>As in payload format 2.0 on AWS, {@code multiValueHeaders} is not read: several values of a
 * header are one string, several cookies are {@code cookies}.
 *
 * @param headers names in lower case
 */
record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> GATEWAYS =
      Set.of("connection", "content-length", "keep-alive", "transfer-encoding", "upgrade", "date");

  /** Empty when the value cannot be turned into an answer. */
  static Optional<HttpAnswer> read(byte[] json) {
    return Json.read(json)
        .flatMap(
            value ->
                value.isObject() && value.has("statusCode")
                    ? formatted(value)
                    : Optional.of(inferred(json)));
  }

  static HttpAnswer message(int status, String message) {
    byte[] body = Json.bytes(Json.object().put("message", message));
    return new HttpAnswer(status, Map.of("content-type", "application/json"), List.of(), body);
  }

  private static HttpAnswer inferred(byte[] json) {
    return new HttpAnswer(200, Map.of("content-type", "application/json"), List.of(), json);
  }

  private static Optional<HttpAnswer> formatted(JsonNode value) {
    int status = value.path("statusCode").asInt(0);
    Optional<Map<String, String>> headers = headers(value.path("headers"));
    Optional<List<String>> cookies = cookies(value.path("cookies"));
    Optional<byte[]> body = body(value.path("body"), value.path("isBase64Encoded").asBoolean());
    if (status < 200 || status > 599 || headers.isEmpty() || cookies.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    headers.get().putIfAbsent("content-type", "text/plain;charset=UTF-8");
    return Optional.of(new HttpAnswer(status, headers.get(), cookies.get(), body.get()));
  }

  private static Optional<Map<String, String>> headers(JsonNode node) {
    Map<String, String> headers = new TreeMap<>();
    if (isAbsent(node)) {
      return Optional.of(headers);
    }
    if (!node.isObject()) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = header.getValue().asText();
      if (!header.getValue().isValueNode() || !NAME.matcher(name).matches() || !isLine(value)) {
        return Optional.empty();
      }
      if (!GATEWAYS.contains(name)) {
        headers.put(name, value);
      }
    }
    return Optional.of(headers);
  }

  private static Optional<List<String>> cookies(JsonNode node) {
    List<String> cookies = new ArrayList<>();
    if (isAbsent(node)) {
      return Optional.of(cookies);
    }
    for (JsonNode cookie : node) {
      if (!cookie.isTextual() || !isLine(cookie.asText())) {
        return Optional.empty();
      }
      cookies.add(cookie.asText());
    }
    return node.isArray() ? Optional.of(cookies) : Optional.empty();
  }

  private static Optional<byte[]> body(JsonNode node, boolean base64) {
    if (isAbsent(node)) {
      return Optional.of(new byte[0]);
    }
    if (!node.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          base64
              ? Base64.getDecoder().decode(node.asText())
              : node.asText().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static boolean isLine(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
  }
}
