package dev.parley.local.topic;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Delivers as a standard topic may: some publications twice, some after those that came later. Used
 * by tests of subscribers; what it holds back is lost when the process ends.
 */
final class Unruly {
  private static final int ALL = 1000;
  private static final Duration LONGEST = Duration.ofMillis(50);

  private final Random random;
  private final int perMille;

  Unruly(long seed, int perMille) {
    if (perMille < 0 || perMille > ALL) {
      throw new IllegalArgumentException("per mille is 0 to 1000, not " + perMille);
    }
    this.random = new Random(seed);
    this.perMille = perMille;
  }

  void deliver(Runnable delivery) {
    boolean late;
    boolean twice;
    Duration pause;
    synchronized (random) {
      late = random.nextInt(ALL) < perMille;
      twice = random.nextInt(ALL) < perMille;
      pause = Duration.ofMillis(1 + random.nextInt((int) LONGEST.toMillis()));
    }
    if (late || twice) {
      Thread.ofVirtual()
          .name("late notification")
          .start(
              () -> {
                LockSupport.parkNanos(pause.toNanos());
                delivery.run();
              });
    }
    if (!late) {
      delivery.run();
    }
  }
}
