package dev.parley.core.finance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One day of a workspace's books, looked at when it is over. A day is that of UTC.
 *
 * @param from its first instant
 * @param until the first instant after it
 */
public record Night(String workspace, LocalDate date, Instant from, Instant until) {
  /** How long after a day it is looked at: what was decided in it is in the books by then. */
  public static final Duration SETTLED = Duration.ofMinutes(15);

  /** The last day that is over and settled. */
  public static Night before(String workspace, Instant now) {
    return of(workspace, LocalDate.ofInstant(now.minus(SETTLED), ZoneOffset.UTC).minusDays(1));
  }

  public static Night of(String workspace, LocalDate date) {
    return new Night(
        workspace,
        date,
        date.atStartOfDay(ZoneOffset.UTC).toInstant(),
        date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
