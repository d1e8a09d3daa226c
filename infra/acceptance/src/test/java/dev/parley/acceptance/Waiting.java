package dev.parley.acceptance;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until what follows a log has caught up with it. */
final class Waiting {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Waiting() {}

  /** What is seen once it is as wanted. */
  static <T> T until(Supplier<T> look, Predicate<T> wanted) {
    long deadline = System.nanoTime() + ChatSocket.PATIENCE.toNanos();
    T seen = look.get();
    while (!wanted.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it stays " + seen);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(PAUSE_NANOS);
      seen = look.get();
    }
    return seen;
  }
}
