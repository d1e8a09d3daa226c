package dev.parley.local.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses the most specific route: exact, then {var}, then {proxy+}, then $default. */
final class HttpRoutes {
  /**
   * A route that fits a request.
   *
   * @param pathParameters decoded, by the names in the route
   */
  record Match(HttpApi.Route route, String routeKey, Map<String, String> pathParameters) {}

  private enum Kind {
    LITERAL,
    VARIABLE,
    GREEDY
  }

  /** One segment of a route's path: a text to equal or a name to bind. */
  private record Part(Kind kind, String text) {
    static Part of(String segment) {
      if (!segment.startsWith("{") || !segment.endsWith("}")) {
        return new Part(Kind.LITERAL, segment);
      }
      String name = segment.substring(1, segment.length() - 1);
      return name.endsWith("+")
          ? new Part(Kind.GREEDY, name.substring(0, name.length() - 1))
          : new Part(Kind.VARIABLE, name);
    }
  }

  private record Candidate(HttpApi.Route route, String key, List<Part> parts) {}

  private final List<Candidate> candidates = new ArrayList<>();
  private Optional<HttpApi.Route> fallback = Optional.empty();

  HttpRoutes(List<HttpApi.Route> routes) {
    Set<String> keys = new HashSet<>();
    for (HttpApi.Route route : routes) {
      String key = keyOf(route);
      if (!keys.add(key)) {
        throw new IllegalArgumentException("two routes have the key " + key);
      }
      if (key.equals("$default")) {
        fallback = Optional.of(route);
      } else {
        candidates.add(new Candidate(route, key, parts(route.path())));
      }
    }
    candidates.sort(HttpRoutes::compare);
  }

  /** {@code segments} are the decoded segments of the path, without a named stage. */
  Optional<Match> find(String method, List<String> segments) {
    for (Candidate candidate : candidates) {
      String wanted = candidate.route().method();
      if (wanted.equalsIgnoreCase("ANY") || wanted.equalsIgnoreCase(method)) {
        Optional<Map<String, String>> bound = bind(candidate.parts(), segments);
        if (bound.isPresent()) {
          return Optional.of(new Match(candidate.route(), candidate.key(), bound.get()));
        }
      }
    }
    return fallback.map(route -> new Match(route, "$default", Map.of()));
  }

  static String keyOf(HttpApi.Route route) {
    return route.path().equals("$default")
        ? "$default"
        : route.method().toUpperCase(Locale.ROOT) + " " + route.path();
  }

  private static List<Part> parts(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a route's path begins with a slash, not " + path);
    }
    List<Part> parts = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      if (!parts.isEmpty() && parts.getLast().kind() == Kind.GREEDY) {
        throw new IllegalArgumentException("nothing may follow a greedy variable: " + path);
      }
      parts.add(Part.of(segment));
    }
    return parts;
  }

  /** More specific first, then longer; where paths are alike, a named method goes before ANY. */
  private static int compare(Candidate a, Candidate b) {
    for (int i = 0; i < Math.min(a.parts().size(), b.parts().size()); i++) {
      int kinds = a.parts().get(i).kind().compareTo(b.parts().get(i).kind());
      if (kinds != 0) {
        return kinds;
      }
    }
    int lengths = Integer.compare(b.parts().size(), a.parts().size());
    if (lengths != 0) {
      return lengths;
    }
    return Boolean.compare(
        a.route().method().equalsIgnoreCase("ANY"), b.route().method().equalsIgnoreCase("ANY"));
  }

  private static Optional<Map<String, String>> bind(List<Part> parts, List<String> segments) {
    Map<String, String> bound = new LinkedHashMap<>();
    boolean greedy = parts.getLast().kind() == Kind.GREEDY;
    if (greedy ? segments.size() < parts.size() : segments.size() != parts.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      String segment = segments.get(i);
      switch (part.kind()) {
        case LITERAL -> {
          if (!part.text().equals(segment)) {
            return Optional.empty();
          }
        }
        case VARIABLE -> {
          if (segment.isEmpty()) {
            return Optional.empty();
          }
          bound.put(part.text(), segment);
        }
        case GREEDY ->
            bound.put(part.text(), String.join("/", segments.subList(i, segments.size())));
      }
    }
    return greedy && bound.get(parts.getLast().text()).isEmpty()
        ? Optional.empty()
        : Optional.of(bound);
  }
}
