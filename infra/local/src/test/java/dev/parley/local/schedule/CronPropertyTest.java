package dev.parley.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares cron expressions with looking at every minute on its own. */
class CronPropertyTest {
  private static final int EXPRESSIONS = 600;
  private static final int MINUTES = 20 * 24 * 60;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Moscow"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Australia/Lord_Howe"),
          // Its clocks change at midnight.
          ZoneId.of("Africa/Cairo"),
          ZoneOffset.UTC);

  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @Conforms({"schedule-cron", "schedule-daylight-saving"})
  void theNextAndTheLatestFiringAreThoseThatAMinuteByMinuteSearchFinds() {
    int found = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      RandomCron cron = RandomCron.of(random);
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      Instant at = start(zone);
      Expression read = Expression.parse(cron.text(), zone);
      String about = "%s in %s at %s, -Dparley.seed=%d".formatted(cron.text(), zone, at, seed);
      Optional<Instant> next = search(cron, zone, at, 1);
      Instant horizon = at.plus(MINUTES, ChronoUnit.MINUTES);
      assertThat(read.next(at, at).filter(it -> !it.isAfter(horizon))).as(about).isEqualTo(next);
      Optional<Instant> latest = search(cron, zone, at.plus(1, ChronoUnit.MINUTES), -1);
      Instant past = at.minus(MINUTES - 1, ChronoUnit.MINUTES);
      assertThat(read.latest(at, at).filter(it -> !it.isBefore(past))).as(about).isEqualTo(latest);
      found += next.isPresent() ? 1 : 0;
    }
    assertThat(found).as("-Dparley.seed=" + seed).isGreaterThan(EXPRESSIONS / 10);
  }

  /** Half of them shortly before the clocks change, where they do. */
  private Instant start(ZoneId zone) {
    Instant any =
        Instant.parse("2024-01-01T00:00:00Z")
            .plus(random.nextInt(3 * 365 * 24 * 60), ChronoUnit.MINUTES);
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return change == null || random.nextBoolean()
        ? any
        : change.getInstant().plus(random.nextInt(360) - 240, ChronoUnit.MINUTES);
  }

  private static Optional<Instant> search(RandomCron cron, ZoneId zone, Instant from, int step) {
    for (int minute = 1; minute <= MINUTES; minute++) {
      Instant at = from.plus((long) minute * step, ChronoUnit.MINUTES);
      LocalDateTime local = LocalDateTime.ofInstant(at, zone);
      boolean firstTime =
          zone.getRules().getValidOffsets(local).getFirst().equals(zone.getRules().getOffset(at));
      if (firstTime && cron.meaning().test(local)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
