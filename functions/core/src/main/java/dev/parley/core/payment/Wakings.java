package dev.parley.core.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Has payments gone on with within a short time. */
public interface Wakings {
  /** How far ahead it can be asked for; what is later is found by a sweep. */
  Duration HORIZON = Duration.ofMinutes(15);

  /**
   * Asks for it. Never throws: whatever is not asked for is found by a sweep.
   *
   * @param now it is at once if its instant is not later
   */
  void set(Waking waking, Instant now);

  /** Asks for several, and throws if it cannot. */
  void setAll(List<Waking> wakings, Instant now);
}
