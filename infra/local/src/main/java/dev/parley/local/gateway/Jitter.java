package dev.parley.local.gateway;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts each message of a socket after a random delay, so that messages overtake each other as
 * they may on AWS. The same seed gives the n-th connection the same delays.
 */
public final class Jitter {
  /** No delay at all. */
  static final Jitter NONE = new Jitter(0, Duration.ZERO);

  /** The delays of one connection, message by message; asked by one thread at a time. */
  static final class Delays {
    private final Random random;
    private final long nanos;

    private Delays(long seed, long nanos) {
      this.random = new Random(seed);
      this.nanos = nanos;
    }

    Duration next() {
      return Duration.ofNanos(nanos == 0 ? 0 : random.nextLong(nanos));
    }
  }

  private final long seed;
  private final Duration below;
  private final AtomicLong connections = new AtomicLong();

  private Jitter(long seed, Duration below) {
    if (below.isNegative()) {
      throw new IllegalArgumentException("a delay cannot be negative: " + below);
    }
    this.seed = seed;
    this.below = below;
  }

  /** Delays shorter than {@code below}. */
  public static Jitter of(long seed, Duration below) {
    return new Jitter(seed, below);
  }

  Delays ofNextConnection() {
    // Seeds that are neighbours would begin with delays that are neighbours too.
    long mixed = new Random(seed).nextLong() ^ connections.incrementAndGet() * 0x9e3779b97f4a7c15L;
    return new Delays(mixed, below.toNanos());
  }
}
