package dev.parley.local.endpoint;

import dev.parley.local.http.Target;
import dev.parley.local.signature.SignedRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request, read whole.
 *
 * @param rawPath as sent, still percent-encoded
 * @param segments of the path, decoded; {@code /} has none, {@code /a/} has {@code a} and an empty
 *     one
 * @param rawQuery as sent, without the question mark
 * @param query decoded
 * @param headers by their names in lower case, in the order received
 * @param host as the client named it, with the port
 */
public record Call(
    String method,
    String rawPath,
    List<String> segments,
    String rawQuery,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String host,
    byte[] body) {
  // Credential=AKID/20261121/us-east-1/sns/aws4_request, in a header or in a presigned query.
  private static final Pattern SCOPE =
      Pattern.compile("(?:Credential=|^)[^/,]+/\\d{8}/([^/,]+)/([^/,]+)/aws4_request");
  private static final Pattern HERE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

  /** Throws {@link IllegalArgumentException} when the percent-encoding is broken. */
  static Call of(HttpServerExchange exchange, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), List.copyOf(values));
    }
    Target target = Target.of(exchange);
    return new Call(
        exchange.getRequestMethod().toString(),
        target.path(),
        target.segments(),
        target.rawQuery(),
        target.query(),
        headers,
        exchange.getHostAndPort(),
        body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(",", values));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The fields of a form in the body, decoded, as services of the Query protocol get them. */
  public Map<String, List<String>> form() {
    return Target.pairs(text());
  }

  /** The X-Ray header, by which Lambda recognises chains of invocations. */
  public Optional<String> traceHeader() {
    return header("X-Amzn-Trace-Id");
  }

  static boolean isThisMachine(String authority) {
    return HERE.matcher(authority).matches();
  }

  /** Whether a browser makes it for a page that is not this machine's. */
  boolean isOfForeignPage() {
    return header("Origin")
        .filter(
            it -> !isThisMachine(it.substring(it.indexOf("://") < 0 ? 0 : it.indexOf("://") + 3)))
        .isPresent();
  }

  /** The service that the caller signed for, be the signature good or not. */
  Optional<String> signedFor() {
    return scope().map(it -> it.group(2));
  }

  /** The region that the caller signed for, be the signature good or not. */
  public Optional<String> region() {
    return scope().map(it -> it.group(1));
  }

  private Optional<Matcher> scope() {
    return header("Authorization")
        .or(() -> parameter("X-Amz-Credential"))
        .map(SCOPE::matcher)
        .filter(Matcher::find);
  }

  /** For the verification of its signature. */
  public SignedRequest signedRequest() {
    return SignedRequest.of(method, rawPath, rawQuery, headers, body);
  }
}
