package dev.parley.core.workspace;

import dev.parley.core.failure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts what people do, so that nobody does it without end. It counts in fixed windows, which
 * begin at whole multiples of their length since 1970 in UTC: whoever is at the end of one may do
 * twice as much within one length.
 */
public interface Quota {
  /**
   * Takes one of those that a window has.
   *
   * @param what whose and what, as {@link #key} names it
   * @param atMost how many a window has, at least 1
   * @param length of a window, whole seconds
   * @return empty when one was taken; otherwise how long it is until the next window
   */
  Optional<Duration> take(String what, int atMost, Duration length, Instant now);

  /** Takes one, or refuses with how long to wait. */
  default void require(String what, int atMost, Duration length, Instant now) {
    take(what, atMost, length, now)
        .ifPresent(
            wait -> {
              throw new RateLimited(wait);
            });
  }

  /**
   * Names what a person does in a workspace.
   *
   * @param action a word that no other limit has
   */
  static String key(String workspace, String action, String person) {
    return workspace + "#" + action + "#" + person;
  }

  /**
   * The stretch of time that is counted together.
   *
   * @param end the first instant that is not in it
   */
  record Window(Instant begin, Instant end) {
    /** The window of a length that an instant lies in. */
    public static Window around(Instant now, Duration length) {
      long begin = now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), length.toSeconds());
      return new Window(
          Instant.ofEpochSecond(begin), Instant.ofEpochSecond(begin + length.toSeconds()));
    }

    /** How much of it is left. */
    public Duration rest(Instant now) {
      return Duration.between(now, end);
    }
  }
}
