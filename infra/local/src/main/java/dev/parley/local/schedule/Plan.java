package dev.parley.local.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When one schedule fires, counted from its creation and kept within its dates. */
final class Plan {
  private final Expression expression;
  private final Instant rateStart;
  private final Instant first;
  private final Optional<Instant> end;
  private final Duration delay;

  /**
   * @param created what was due before is not made up for
   */
  Plan(Definition schedule, Instant created) {
    this.expression = Expression.parse(schedule.expression(), schedule.zone());
    boolean once = once(expression);
    this.rateStart = schedule.start().orElse(created);
    this.first =
        once ? created : schedule.start().filter(it -> it.isAfter(created)).orElse(created);
    this.end = once ? Optional.empty() : schedule.end();
    this.delay = delay(schedule);
  }

  private static boolean once(Expression expression) {
    return switch (expression) {
      case Expression.At _ -> true;
      case Expression.Rate _, Cron _ -> false;
    };
  }

  /** Within a flexible window each schedule has a moment of its own, the same every time. */
  private static Duration delay(Definition schedule) {
    long window = Duration.ofMinutes(schedule.flexibleMinutes()).toSeconds();
    return Duration.ofSeconds(
        window == 0 ? 0 : Math.floorMod(schedule.arn().hashCode() * 31L, window));
  }

  /** How long after its instant a firing is carried out. */
  Duration delay() {
    return delay;
  }

  /** The first firing after what has fired, if anything has. */
  Optional<Instant> next(Optional<Instant> fired) {
    Instant after = fired.filter(it -> !it.isBefore(first)).orElse(first.minusNanos(1));
    return expression.next(after, rateStart).filter(this::beforeEnd);
  }

  /** The last firing that is due and has not fired; those before it are dropped. */
  Optional<Instant> due(Optional<Instant> fired, Instant now) {
    Instant upTo = now.minus(delay);
    Instant bound = end.filter(it -> !it.isAfter(upTo)).map(it -> it.minusNanos(1)).orElse(upTo);
    return expression
        .latest(bound, rateStart)
        .filter(it -> !it.isBefore(first))
        .filter(it -> fired.isEmpty() || it.isAfter(fired.get()));
  }

  private boolean beforeEnd(Instant firing) {
    return end.isEmpty() || firing.isBefore(end.get());
  }
}
