package dev.parley.core.consultation;

import java.time.Duration;
import java.time.Instant;

/** By when a consultation is to be done. */
public sealed interface Due {
  /** The instant, for one that begins at another. */
  Instant from(Instant begin);

  /** By an instant, whenever it begins. */
  record At(Instant instant) implements Due {
    @Override
    public Instant from(Instant begin) {
      return instant;
    }
  }

  /** Within a time after it begins. */
  record Within(Duration duration) implements Due {
    @Override
    public Instant from(Instant begin) {
      return begin.plus(duration);
    }
  }
}
