package dev.parley.core.consultation;

import java.time.Instant;
import java.util.List;

/** The queues that timers go through. */
public interface TimerQueues extends Timers {
  /**
   * Sets many, each for its instant, or for as near as it can be set. Throws {@link
   * dev.parley.core.failure.Unavailable} when some may not be set; all others are.
   */
  void setAll(List<Timer> timers, Instant now);

  /**
   * Sets one once more that has come too early, so that whoever takes it can tell. Never throws,
   * like {@link #set}.
   */
  void setAgain(Timer timer, Instant now);
}
