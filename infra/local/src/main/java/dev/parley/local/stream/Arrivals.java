package dev.parley.local.stream;

import dev.parley.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Says when a record was written on the local clock. The engine stamps records with the minute of
 * real time, which the local clock may have been moved away from.
 */
final class Arrivals implements AutoCloseable {
  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  private final LocalClock clock;
  private final LocalClock.Listening listening;
  private final ConcurrentSkipListMap<Instant, Duration> aheadSince = new ConcurrentSkipListMap<>();

  Arrivals(LocalClock clock) {
    this.clock = clock;
    this.aheadSince.put(Instant.MIN, clock.ahead());
    this.listening = clock.onAdvance(() -> aheadSince.put(realTime(), clock.ahead()));
  }

  private Instant realTime() {
    return clock.instant().minus(clock.ahead());
  }

  /**
   * @param minute what the engine says of a record that has just been read
   */
  Instant of(Instant minute) {
    Instant now = realTime();
    Instant atLatest = minute.plus(ONE_MINUTE).minusMillis(1);
    Instant written = now.isBefore(atLatest) ? now : atLatest;
    return written.plus(aheadSince.floorEntry(written).getValue());
  }

  @Override
  public void close() {
    listening.close();
  }
}
