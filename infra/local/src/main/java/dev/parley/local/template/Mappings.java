package dev.parley.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the event source mappings of queues and of streams have in common. */
final class Mappings {
  static final String WINDOW = "MaximumBatchingWindowInSeconds";

  private static final int MAX_WINDOW = 300;
  private static final int MAX_FILTERS = 5;

  private final Set<String> taken = new HashSet<>();

  /** Lambda has one mapping for a source and a function, no more. */
  void take(Fields event, String key, EventTarget target, String sourceArn) {
    if (!taken.add(target.function() + " " + sourceArn)) {
      event.wrong(key, "is a source that another event of the function has");
    }
  }

  static void ignore(Fields event) {
    event.nothing("nothing is encrypted on the way to the same machine", "KmsKeyArn");
    event.nothing("there are no metrics here", "MetricsConfig");
  }

  static boolean enabled(Fields event) {
    return event.flag("Enabled").orElse(true);
  }

  static Duration window(Fields event) {
    return event.seconds(WINDOW, 0, MAX_WINDOW).orElse(Duration.ZERO);
  }

  static boolean partial(Fields event) {
    List<String> types = event.texts("FunctionResponseTypes");
    boolean known = types.stream().allMatch("ReportBatchItemFailures"::equals);
    if (!known || types.size() > 1) {
      event.wrong("FunctionResponseTypes", "are " + types + ", not [ReportBatchItemFailures]");
    }
    return !types.isEmpty();
  }

  static List<String> filters(Fields event) {
    List<String> patterns = new ArrayList<>();
    event
        .fields("FilterCriteria")
        .ifPresent(
            criteria -> {
              for (Fields filter : criteria.maps("Filters")) {
                readPattern(filter, patterns);
              }
              if (patterns.size() > MAX_FILTERS) {
                criteria.wrong("Filters", "are more than the " + MAX_FILTERS + " that AWS takes");
              }
              criteria.done();
            });
    return patterns;
  }

  private static void readPattern(Fields filter, List<String> into) {
    String text = filter.requiredText("Pattern");
    if (!text.isBlank() && Json.parsed(text).filter(it -> it.isObject()).isEmpty()) {
      filter.wrong("Pattern", "is no JSON object");
    }
    filter.done();
    into.add(text);
  }
}
