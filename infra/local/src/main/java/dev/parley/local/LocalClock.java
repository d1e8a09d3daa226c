package dev.parley.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The one clock of the local cloud: real time, which can be moved forward and never back. */
public final class LocalClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final boolean movable;

  public LocalClock() {
    this(true);
  }

  private LocalClock(boolean movable) {
    this.movable = movable;
  }

  /** A clock that cannot be moved, since processes of their own would not follow. */
  static LocalClock ofTheSystem() {
    return new LocalClock(false);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  /**
   * Moves the clock forward; a negative duration is refused. Throws {@link IllegalStateException}
   * where functions are isolated.
   */
  public void advance(Duration by) {
    if (!movable) {
      throw new IllegalStateException(
          "the clock cannot be moved: isolated functions read the system's time and would not"
              + " follow");
    }
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward, not by " + by);
    }
    ahead.updateAndGet(so -> so.plus(by));
  }
}
