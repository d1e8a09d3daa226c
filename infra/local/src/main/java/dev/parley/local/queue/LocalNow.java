package dev.parley.local.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.elasticmq.util.NowProvider;

/** Tells ElasticMQ the time of the local clock. */
final class LocalNow extends NowProvider {
  private final InstantSource clock;

  LocalNow(InstantSource clock) {
    this.clock = clock;
  }

  Instant instant() {
    return clock.instant();
  }

  @Override
  public long nowMillis() {
    return clock.millis();
  }

  @Override
  public OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
