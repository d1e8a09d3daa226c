package dev.parley.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers preflights and decides the CORS headers of an HTTP API; the functions' own are dropped.
 */
final class CorsPolicy {
  private final HttpApi.Cors cors;

  CorsPolicy(HttpApi.Cors cors) {
    if (cors.allowCredentials() && cors.allowOrigins().contains("*")) {
      throw new IllegalArgumentException("credentials cannot be allowed to every origin");
    }
    this.cors = cors;
  }

  boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.header("Origin").isPresent()
        && request.header("Access-Control-Request-Method").isPresent();
  }

  /** Without any CORS header when the origin is not allowed, so that the browser refuses. */
  HttpAnswer preflight(Request request) {
    Map<String, String> headers = new TreeMap<>();
    allowedOrigin(request)
        .ifPresent(
            origin -> {
              putOrigin(headers, origin);
              putList(headers, "access-control-allow-methods", cors.allowMethods());
              putList(headers, "access-control-allow-headers", cors.allowHeaders());
              cors.maxAge()
                  .ifPresent(age -> headers.put("access-control-max-age", String.valueOf(age)));
            });
    return new HttpAnswer(204, headers, List.of(), new byte[0]);
  }

  HttpAnswer decorate(Request request, HttpAnswer answer) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.keySet().removeIf(name -> name.startsWith("access-control-"));
    allowedOrigin(request)
        .ifPresent(
            origin -> {
              putOrigin(headers, origin);
              putList(headers, "access-control-expose-headers", cors.exposeHeaders());
            });
    return new HttpAnswer(answer.status(), headers, answer.cookies(), answer.body());
  }

  private void putOrigin(Map<String, String> headers, String origin) {
    headers.put("access-control-allow-origin", origin);
    if (!origin.equals("*")) {
      headers.merge("vary", "Origin", (given, ours) -> given + ", " + ours);
    }
    if (cors.allowCredentials()) {
      headers.put("access-control-allow-credentials", "true");
    }
  }

  private static void putList(Map<String, String> headers, String name, List<String> values) {
    if (!values.isEmpty()) {
      headers.put(name, String.join(",", values));
    }
  }

  private Optional<String> allowedOrigin(Request request) {
    Optional<String> origin = request.header("Origin");
    if (origin.isPresent() && cors.allowOrigins().contains("*")) {
      return Optional.of("*");
    }
    return origin.filter(given -> cors.allowOrigins().stream().anyMatch(o -> fits(o, given)));
  }

  private static boolean fits(String allowed, String origin) {
    return allowed.endsWith("://*")
        ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
        : allowed.equalsIgnoreCase(origin);
  }
}
