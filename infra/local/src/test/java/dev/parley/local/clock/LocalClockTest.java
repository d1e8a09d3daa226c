package dev.parley.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClockTest {
  @Test
  void itMovesForwardAndNeverBack() {
    LocalClock clock = new LocalClock();
    clock.advance(Duration.ofHours(2));
    assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.advance(LocalClock.FURTHEST_MOVE.plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.ahead()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void whoListensHearsOfEveryMoveUntilTheListeningEnds() {
    LocalClock clock = new LocalClock();
    AtomicInteger heard = new AtomicInteger();
    try (var _ = clock.onAdvance(heard::incrementAndGet)) {
      clock.advance(Duration.ofSeconds(1));
      clock.advance(Duration.ZERO);
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(heard).hasValue(2);
  }

  @Test
  void aKeptClockGoesOnWhereItStood(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("clock");
    LocalClock.keptIn(file).advance(Duration.ofDays(30));
    LocalClock again = LocalClock.keptIn(file);
    assertThat(again.ahead()).isEqualTo(Duration.ofDays(30));
    again.advance(Duration.ofDays(1));
    assertThat(LocalClock.keptIn(file).ahead()).isEqualTo(Duration.ofDays(31));
    Files.writeString(file, "yesterday");
    assertThatThrownBy(() -> LocalClock.keptIn(file)).hasMessageContaining("no duration");
  }

  @Test
  void theSystemsClockIsNotMoved() {
    LocalClock clock = LocalClock.ofTheSystem(Optional.empty());
    assertThat(clock.movable()).isFalse();
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
