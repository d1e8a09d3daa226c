package dev.parley.core.attempt;

import java.util.random.RandomGenerator;

/**
 * Waits a random time below a bound that doubles with every lost race: two who meet part at once,
 * and a crowd spreads out.
 */
public final class JitteredBackoff implements Backoff {
  private static final long FIRST_MILLIS = 4;
  private static final int DOUBLINGS = 6;

  private final RandomGenerator random;

  public JitteredBackoff(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void pause(int attempt) {
    long bound = FIRST_MILLIS << Math.min(attempt - 1, DOUBLINGS);
    try {
      Thread.sleep(random.nextLong(bound + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
