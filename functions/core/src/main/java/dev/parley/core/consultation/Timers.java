package dev.parley.core.consultation;

import java.time.Duration;
import java.time.Instant;

/** Sets timers that run out within a short time. */
public interface Timers {
  /** How far ahead a timer can be set; what wakes later is found by a sweep. */
  Duration HORIZON = Duration.ofMinutes(15);

  /**
   * Sets a timer. Never throws: whatever is not set is found by a sweep.
   *
   * @param now the timer runs out at once if its instant is not later
   */
  void set(Timer timer, Instant now);
}
