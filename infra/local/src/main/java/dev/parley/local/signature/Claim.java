package dev.parley.local.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says about its own signature, in its Authorization header or in its query.
 *
 * @param scope date, region, service and {@code aws4_request}, joined by slashes
 * @param date as it was written and signed
 * @param lasts of a presigned URL
 */
record Claim(
    String accessKeyId,
    String scope,
    List<String> signedHeaders,
    String signature,
    String date,
    Instant signedAt,
    Optional<Duration> lasts) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The request's words about its signature are not as they should be. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  String day() {
    return scope.split("/")[0];
  }

  String region() {
    return scope.split("/")[1];
  }

  String service() {
    return scope.split("/")[2];
  }

  /** Empty when the request is not signed. */
  static Optional<Claim> of(SignedRequest request, Map<String, String> query) throws Unreadable {
    List<String> authorization = request.headers().getOrDefault("authorization", List.of());
    if (!authorization.isEmpty()) {
      return Optional.of(inHeader(String.join(",", authorization), request));
    }
    if (query.keySet().stream().anyMatch(List.of("X-Amz-Algorithm", "X-Amz-Signature")::contains)) {
      return Optional.of(inQuery(query));
    }
    return Optional.empty();
  }

  private static Claim inHeader(String authorization, SignedRequest request) throws Unreadable {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      throw new Unreadable("Unsupported AWS 'algorithm': '" + authorization.split(" ")[0] + "'.");
    }
    Map<String, String> given = new HashMap<>();
    for (String part : authorization.substring(ALGORITHM.length()).split(",")) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new Unreadable(
            "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                .formatted(part.strip(), authorization));
      }
      given.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    List<String> lacking = new ArrayList<>();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!given.containsKey(name)) {
        lacking.add("Authorization header requires '" + name + "' parameter.");
      }
    }
    Optional<String> date = first(request, "x-amz-date").or(() -> first(request, "date"));
    if (date.isEmpty()) {
      lacking.add(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    if (!lacking.isEmpty()) {
      throw new Unreadable(String.join(" ", lacking) + " Authorization=" + ALGORITHM);
    }
    return read(given, date.get(), Optional.empty());
  }

  private static Optional<String> first(SignedRequest request, String header) {
    return request.headers().getOrDefault(header, List.of()).stream().findFirst();
  }

  private static Claim inQuery(Map<String, String> query) throws Unreadable {
    Map<String, String> given = new HashMap<>();
    for (String name :
        List.of("Algorithm", "Credential", "Signature", "SignedHeaders", "Date", "Expires")) {
      if (!query.containsKey("X-Amz-" + name)) {
        throw new Unreadable(
            "Query-string authentication requires the X-Amz-Algorithm, X-Amz-Credential,"
                + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
                + " parameters.");
      }
      given.put(name, query.get("X-Amz-" + name));
    }
    if (!given.get("Algorithm").equals(ALGORITHM)) {
      throw new Unreadable("X-Amz-Algorithm only supports \"" + ALGORITHM + "\"");
    }
    return read(given, given.get("Date"), Optional.of(lasts(given.get("Expires"))));
  }

  private static Duration lasts(String expires) throws Unreadable {
    try {
      long seconds = Long.parseLong(expires);
      if (seconds < 0) {
        throw new Unreadable("X-Amz-Expires must be non-negative");
      }
      if (seconds > LONGEST_SECONDS) {
        throw new Unreadable(
            "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                + " X-Amz-Expires must be less than "
                + LONGEST_SECONDS
                + " seconds");
      }
      return Duration.ofSeconds(seconds);
    } catch (NumberFormatException e) {
      throw new Unreadable("X-Amz-Expires should be a number");
    }
  }

  private static Claim read(Map<String, String> given, String date, Optional<Duration> lasts)
      throws Unreadable {
    String[] credential = given.get("Credential").split("/", 2);
    String scope = credential.length < 2 ? "" : credential[1];
    String[] parts = scope.split("/", -1);
    if (parts.length != 4 || !parts[3].equals("aws4_request") || credential[0].isEmpty()) {
      throw new Unreadable(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + given.get("Credential")
              + "'");
    }
    Instant at = instant(date);
    if (!parts[0].equals(BASIC.format(at).substring(0, 8))) {
      throw new Unreadable(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s', from '%s'."
                  .formatted(parts[0], BASIC.format(at).substring(0, 8), date));
    }
    return new Claim(
        credential[0],
        scope,
        Arrays.asList(given.get("SignedHeaders").split(";")),
        given.get("Signature"),
        BASIC.format(at),
        at,
        lasts);
  }

  private static Instant instant(String date) throws Unreadable {
    for (DateTimeFormatter form : List.of(BASIC, DateTimeFormatter.RFC_1123_DATE_TIME)) {
      try {
        return Instant.from(form.parse(date));
      } catch (DateTimeException e) {
        // Then perhaps the next form.
      }
    }
    throw new Unreadable(
        "Date must be in ISO-8601 'basic format'. Got '"
            + date
            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }
}
