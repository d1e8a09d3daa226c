package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocalClockTest {
  @Test
  void itMovesForwardAndNeverBack() {
    LocalClock clock = new LocalClock();
    clock.advance(Duration.ofHours(2));
    assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
