package dev.parley.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A clock that stands still until a test moves it. */
final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T09:05:00.250Z"));

  private volatile BooleanSupplier broken = () -> false;

  @Override
  public Instant instant() {
    if (broken.getAsBoolean()) {
      throw new IllegalStateException("the clock is broken");
    }
    return now.get();
  }

  /**
   * Makes everything that reads the time fail where this holds, as a defect of the gateway would.
   */
  void breakWhere(BooleanSupplier where) {
    broken = where;
  }

  void advance(Duration by) {
    now.updateAndGet(at -> at.plus(by));
  }
}
