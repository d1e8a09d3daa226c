package dev.parley.local.template;

import java.util.Map;
import java.util.Optional;

/**
 * How often an API's stage lets its routes be called, below the account's own quota.
 *
 * @param byDefault for each route that has no limits of its own
 * @param routes by route key; what a route's own settings leave open is that of {@code byDefault}
 */
public record StageThrottling(Limits byDefault, Map<String, Limits> routes) {
  public StageThrottling {
    routes = Map.copyOf(routes);
  }

  /** What is written; the account's quota stands for what is not. */
  public record Limits(Optional<Double> perSecond, Optional<Integer> burst) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

    public boolean isEmpty() {
      return perSecond.isEmpty() && burst.isEmpty();
    }
  }
}
