package dev.parley.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everybody who counts must do. */
public abstract class QuotaContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:42.500Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Unique, so that tests can share one store. */
  private final String what = Quota.key("w", "test", UUID.randomUUID().toString());

  protected abstract Quota quota();

  @Test
  public void soManyAreTakenAndThenTheWaitIsTold() {
    for (int n = 0; n < 3; n++) {
      assertThat(take(what, NOW.plusSeconds(n))).isEmpty();
    }
    assertThat(take(what, NOW.plusSeconds(3))).contains(Duration.ofMillis(14_500));
    assertThat(take(what, Instant.parse("2026-11-21T10:00:59.999Z")))
        .contains(Duration.ofMillis(1));
    assertThatThrownBy(() -> quota().require(what, 3, MINUTE, NOW))
        .isInstanceOfSatisfying(
            RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(18)));
  }

  @Test
  public void everyWindowBeginsAnew() {
    for (int n = 0; n < 4; n++) {
      take(what, NOW);
    }
    Instant next = Instant.parse("2026-11-21T10:01:00Z");
    for (int n = 0; n < 3; n++) {
      assertThat(take(what, next)).isEmpty();
    }
    assertThat(take(what, next)).contains(MINUTE);
  }

  @Test
  public void aWindowOfADayEndsAtMidnightInUtc() {
    Instant evening = Instant.parse("2026-11-21T23:59:58Z");
    assertThat(quota().take(what, 1, Duration.ofDays(1), evening)).isEmpty();
    assertThat(quota().take(what, 1, Duration.ofDays(1), evening)).contains(Duration.ofSeconds(2));
    assertThat(quota().take(what, 1, Duration.ofDays(1), evening.plusSeconds(2))).isEmpty();
  }

  @Test
  public void othersAreCountedByThemselves() {
    for (int n = 0; n < 4; n++) {
      take(what, NOW);
    }
    assertThat(take(what + "-other", NOW)).isEmpty();
  }

  @Test
  public void of64AtOnceSoManyAreTakenAndNoMore() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Duration>>> tries =
          IntStream.range(0, 64).mapToObj(_ -> threads.submit(() -> take(what, NOW))).toList();
      int taken = 0;
      for (Future<Optional<Duration>> one : tries) {
        taken += one.get().isEmpty() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(3);
    }
  }

  private Optional<Duration> take(String whose, Instant now) {
    return quota().take(whose, 3, MINUTE, now);
  }
}
