package dev.parley.core.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens when a specialist does not end the work. */
final class Overdue {
  /** After which times over the due time the specialist is reminded. */
  private static final List<Duration> REMINDERS = List.of(Duration.ZERO, Duration.ofDays(1));

  /** After this time the client can have the money back. */
  static final Duration CLIENT_MAY_CANCEL = Duration.ofDays(3);

  /** After this time the client gets it back unasked. */
  static final Duration CANCELLED = Duration.ofDays(14);

  private Overdue() {}

  static Instant next(Instant dueAt, int reminders) {
    return dueAt.plus(isToBeReminded(reminders) ? REMINDERS.get(reminders) : CANCELLED);
  }

  static boolean isToBeReminded(int reminders) {
    return reminders < REMINDERS.size();
  }
}
