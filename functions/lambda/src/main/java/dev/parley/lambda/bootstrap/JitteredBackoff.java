package dev.parley.lambda.bootstrap;

import dev.parley.core.conversation.Backoff;
import java.util.random.RandomGenerator;

/** Waits a random time below a bound that grows with every lost race. */
final class JitteredBackoff implements Backoff {
  private static final long STEP_MILLIS = 4;
  private static final long MOST_MILLIS = 60;

  private final RandomGenerator random;

  JitteredBackoff(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void pause(int attempt) {
    long bound = Math.min(MOST_MILLIS, STEP_MILLIS * attempt);
    try {
      Thread.sleep(random.nextLong(bound + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
