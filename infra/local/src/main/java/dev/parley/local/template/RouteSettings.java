package dev.parley.local.template;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads DefaultRouteSettings and RouteSettings of an API: of them only the throttling. */
final class RouteSettings {
  private static final String DEFAULT = "DefaultRouteSettings";
  private static final String BY_ROUTE = "RouteSettings";
  private static final String RATE = "ThrottlingRateLimit";
  private static final String BURST = "ThrottlingBurstLimit";
  private static final String TRACE = "DataTraceEnabled";
  private static final String LEVEL = "LoggingLevel";

  private final boolean executionLogs;

  private RouteSettings(boolean executionLogs) {
    this.executionLogs = executionLogs;
  }

  /** Only WebSocket APIs have execution logs. */
  static RouteSettings ofSocketApi() {
    return new RouteSettings(true);
  }

  static RouteSettings ofHttpApi() {
    return new RouteSettings(false);
  }

  /**
   * Takes both out of the API's properties.
   *
   * @param routeKeys those that the API has
   */
  StageThrottling read(Fields api, Set<String> routeKeys) {
    StageThrottling.Limits byDefault =
        api.fields(DEFAULT)
            .map(it -> limits(it, StageThrottling.Limits.NONE))
            .orElse(StageThrottling.Limits.NONE);
    Map<String, StageThrottling.Limits> routes = new HashMap<>();
    api.fields(BY_ROUTE)
        .ifPresent(
            all -> {
              for (String key : all.names()) {
                if (!routeKeys.contains(key)) {
                  all.wrong(key, "is a route that the API has not, and AWS refuses its settings");
                }
                all.fields(key).ifPresent(it -> routes.put(key, limits(it, byDefault)));
              }
            });
    return new StageThrottling(byDefault, routes);
  }

  private StageThrottling.Limits limits(Fields written, StageThrottling.Limits otherwise) {
    written.nothing("there are no metrics here", "DetailedMetricsEnabled");
    if (executionLogs) {
      // What the gateway has to say is logged anyhow, and what clients send is not.
      written.flag(TRACE);
      written.word(LEVEL, "ERROR", "INFO", "OFF");
    } else {
      String refusal = "is refused by AWS: Execution logs are not supported on protocolType HTTP";
      written.flag(TRACE).filter(it -> it).ifPresent(_ -> written.wrong(TRACE, refusal));
      written.text(LEVEL).ifPresent(_ -> written.wrong(LEVEL, refusal));
    }
    Optional<Double> rate = rate(written).or(otherwise::perSecond);
    Optional<Integer> burst = written.whole(BURST, 0, Integer.MAX_VALUE).or(otherwise::burst);
    written.done();
    return new StageThrottling.Limits(rate, burst);
  }

  private static Optional<Double> rate(Fields written) {
    return written
        .number(RATE)
        .flatMap(
            it ->
                it.compareTo(BigDecimal.ZERO) >= 0
                    ? Optional.of(it.doubleValue())
                    : written.wrong(RATE, "is " + it + ", which is negative"));
  }
}
