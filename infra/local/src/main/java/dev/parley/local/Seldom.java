package dev.parley.local;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at what is costly to look at, again only after a while: the longer a look takes, the later.
 * However many ask, no more than a small share of the time goes into looking.
 */
final class Seldom<T> implements Supplier<T> {
  private static final Duration SOONEST = Duration.ofMillis(900);
  private static final int TIMES_ITS_COST = 20;

  private final Supplier<T> look;
  private final LongSupplier nanos;
  private T seen;
  private long next;

  Seldom(Supplier<T> look) {
    this(look, System::nanoTime);
  }

  Seldom(Supplier<T> look, LongSupplier nanos) {
    this.look = look;
    this.nanos = nanos;
  }

  @Override
  public synchronized T get() {
    long begun = nanos.getAsLong();
    if (seen == null || begun - next >= 0) {
      seen = look.get();
      long ended = nanos.getAsLong();
      next = ended + Math.max(SOONEST.toNanos(), TIMES_ITS_COST * (ended - begun));
    }
    return seen;
  }
}
