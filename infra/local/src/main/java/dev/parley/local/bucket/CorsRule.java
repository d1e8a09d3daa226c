package dev.parley.local.bucket;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What browsers of some origins may do with a bucket.
 *
 * @param origins each with at most one {@code *}, which stands for anything
 * @param methods in capitals
 * @param headers that a request may have, each with at most one {@code *}
 * @param exposed headers of answers that scripts may read
 * @param maxAgeSeconds how long a browser may remember the answer
 */
public record CorsRule(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    Optional<Integer> maxAgeSeconds) {
  public CorsRule {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
    for (String pattern : origins) {
      checkOneStar("origin", pattern);
    }
    for (String pattern : headers) {
      checkOneStar("header", pattern);
    }
  }

  private static void checkOneStar(String what, String pattern) {
    if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
      throw new IllegalArgumentException(
          "the allowed " + what + " '" + pattern + "' has more than one *");
    }
  }

  boolean allows(String origin, String method, List<String> asked) {
    return origins.stream().anyMatch(it -> matches(it, origin))
        && methods.contains(method)
        && asked.stream().allMatch(this::allowsHeader);
  }

  private boolean allowsHeader(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return headers.stream().anyMatch(it -> matches(it.toLowerCase(Locale.ROOT), small));
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    return text.length() >= before.length() + after.length()
        && text.startsWith(before)
        && text.endsWith(after);
  }
}
