package dev.parley.local.gateway;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests of one stage against its routes' rates and its account's. */
final class RouteThrottle {
  private final Throttling throttling;
  private final Account account;
  private final InstantSource clock;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  /** Refuses settings for a route that is none of {@code routeKeys}, as AWS does. */
  RouteThrottle(
      Throttling throttling, Set<String> routeKeys, Account account, InstantSource clock) {
    for (String routeKey : throttling.routes().keySet()) {
      if (!routeKeys.contains(routeKey)) {
        throw new IllegalArgumentException(
            "Unable to find Route by key %s within the provided RouteSettings".formatted(routeKey));
      }
    }
    this.throttling = throttling;
    this.account = account;
    this.clock = clock;
  }

  /** False when the route, or the account, has had too many requests. */
  boolean admits(String routeKey) {
    return rate(routeKey)
            .map(rate -> buckets.computeIfAbsent(routeKey, none -> new TokenBucket(rate)))
            .map(bucket -> bucket.take(clock.instant()))
            .orElse(true)
        && account.mayRequest();
  }

  private Optional<Rate> rate(String routeKey) {
    return Optional.ofNullable(throttling.routes().get(routeKey)).or(throttling::standard);
  }
}
