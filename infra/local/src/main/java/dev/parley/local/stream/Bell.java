package dev.parley.local.stream;

import dev.parley.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;

/** Wakes the threads of one source: when one of them has done something, or the clock has moved. */
final class Bell implements AutoCloseable {
  /** Nobody waits longer without looking again. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final LocalClock clock;
  private final LocalClock.Listening listening;
  private long rung;

  Bell(LocalClock clock) {
    this.clock = clock;
    this.listening = clock.onAdvance(this::ring);
  }

  synchronized void ring() {
    rung++;
    notifyAll();
  }

  /** To be asked before looking whether there is something to do. */
  synchronized long rung() {
    return rung;
  }

  /** Waits for the next ring after {@code seen}, or for the instant. */
  synchronized void await(long seen, Instant until) throws InterruptedException {
    while (rung == seen && clock.instant().isBefore(until)) {
      Duration left = Duration.between(clock.instant(), until);
      Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
      wait(Math.max(0, wait.toMillis()) + 1);
    }
  }

  /** Waits for the instant, whatever rings meanwhile. */
  void await(Instant until) throws InterruptedException {
    while (clock.instant().isBefore(until)) {
      await(rung(), until);
    }
  }

  @Override
  public void close() {
    listening.close();
  }
}
