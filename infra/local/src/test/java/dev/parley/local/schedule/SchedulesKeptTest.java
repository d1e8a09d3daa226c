package dev.parley.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesKeptTest {
  @TempDir Path folder;

  private final LocalClock clock = new LocalClock();
  private final Received received = new Received();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("schedules.json");
  }

  private Schedules start(Definition definition) {
    return Schedules.start(
        List.of(definition), clock, received, received, Optional.of(file), _ -> {});
  }

  private Instant inAnHour() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.HOURS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Conforms("schedule-restart")
  void whatFiredOnceDoesNotFireAgainAfterARestart(boolean deleted) throws Exception {
    Sample sample = Sample.at(inAnHour());
    Definition once = deleted ? sample.deleted().definition() : sample.definition();
    try (var _ = start(once)) {
      clock.advance(Duration.ofHours(2));
      received.next();
    }
    try (Schedules again = start(once)) {
      assertThat(again.list()).hasSize(deleted ? 0 : 1);
    }
    assertThat(received.waiting()).isZero();
  }

  @Test
  @Conforms("schedule-restart")
  void whatWasMissedWhileTheCloudWasOffFiresOnce() throws Exception {
    Definition hourly = Sample.of("rate(1 hour)").definition();
    start(hourly).close();
    Instant first = Instant.parse(received.nextJson().path("time").asText());
    clock.advance(Duration.ofHours(5));
    try (Schedules again = start(hourly)) {
      assertThat(received.nextJson().path("time").asText())
          .isEqualTo(first.plus(5, ChronoUnit.HOURS).toString());
      assertThat(again.list().getFirst().next()).contains(first.plus(6, ChronoUnit.HOURS));
      assertThat(again.list().getFirst().count()).isEqualTo(2);
    }
    assertThat(received.waiting()).isZero();
  }

  @Test
  @Conforms("schedule-restart")
  void whatWasNotDeliveredYetFiresAgainAfterARestart() throws Exception {
    received.refusal = Optional.of(new Target.NotAccepted("ServiceException", "broken", true));
    Definition once = Sample.at(inAnHour()).definition();
    try (var _ = start(once)) {
      clock.advance(Duration.ofHours(2));
      received.next();
    }
    received.refusal = Optional.empty();
    try (var _ = start(once)) {
      received.next();
    }
    start(once).close();
    assertThat(received.waiting()).isZero();
  }

  @Test
  void anotherExpressionIsAnotherSchedule() throws Exception {
    start(Sample.of("rate(1 hour)").definition()).close();
    received.next();
    Instant at = inAnHour();
    clock.advance(Duration.ofHours(2));
    try (var _ = start(Sample.at(at).definition())) {
      assertThat(received.waiting()).as("it was past when it was created").isZero();
    }
  }

  @Test
  void aDisabledScheduleMakesUpForNothingWhenItIsEnabled() throws Exception {
    Definition enabled = Sample.of("rate(1 hour)").definition();
    start(enabled).close();
    received.next();
    clock.advance(Duration.ofHours(3));
    start(Sample.of("rate(1 hour)").disabled().definition()).close();
    start(enabled).close();
    assertThat(received.waiting()).isZero();
  }

  @Test
  void aBrokenFileIsNamed() throws Exception {
    Files.writeString(file, "{\"a\": 1");
    assertThatThrownBy(() -> start(Sample.of("rate(1 hour)").definition()))
        .hasMessageContaining(file.toString());
  }
}
