package dev.parley.local.signature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one text that a request stands for, whatever way of writing it the client chose. */
final class CanonicalRequest {
  private record Parameter(String name, String value) {}

  private CanonicalRequest() {}

  static String of(SignedRequest request, Claim claim, Scheme scheme, String payload) {
    return String.join(
        "\n",
        request.method(),
        path(request.rawPath(), scheme),
        query(request.rawQuery()),
        headers(request, claim.signedHeaders()),
        String.join(";", claim.signedHeaders()),
        payload);
  }

  /** The decoded query, the last value of each name: for the parameters of a presigned URL. */
  static Map<String, String> parameters(String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    split(rawQuery)
        .forEach(
            it ->
                parameters.put(
                    PercentEncoding.decoded(it.name()), PercentEncoding.decoded(it.value())));
    return parameters;
  }

  private static String path(String rawPath, Scheme scheme) {
    if (scheme.pathAsSent()) {
      return PercentEncoding.canonical(rawPath.isEmpty() ? "/" : rawPath, "/");
    }
    return PercentEncoding.encode(normalized(rawPath), "/");
  }

  /** Without dot segments and empty ones (RFC 3986, section 5.2.4). */
  private static String normalized(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    boolean open = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    return open && !kept.isEmpty() ? joined + "/" : joined;
  }

  private static String query(String rawQuery) {
    return split(rawQuery).stream()
        .map(
            it ->
                new Parameter(
                    PercentEncoding.canonical(it.name(), ""),
                    PercentEncoding.canonical(it.value(), "")))
        .filter(it -> !it.name().equals("X-Amz-Signature"))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(it -> it.name() + "=" + it.value())
        .collect(Collectors.joining("&"));
  }

  private static List<Parameter> split(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : rawQuery.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.add(new Parameter(parts[0], parts.length < 2 ? "" : parts[1]));
      }
    }
    return parameters;
  }

  private static String headers(SignedRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      List<String> values = request.headers().getOrDefault(name, List.of());
      lines
          .append(name)
          .append(':')
          .append(
              values.stream()
                  .map(value -> value.strip().replaceAll(" +", " "))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return lines.toString();
  }
}
