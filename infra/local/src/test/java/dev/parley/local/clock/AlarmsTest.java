package dev.parley.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final LocalClock clock = new LocalClock();
  private final Alarms alarms = new Alarms(clock);
  private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    alarms.close();
  }

  private String next() throws InterruptedException {
    return rung.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void aMoveRingsWhatBecameDueAndNothingElse() throws Exception {
    alarms.after(Duration.ofHours(1), () -> rung.add("in an hour"));
    alarms.after(Duration.ofDays(2), () -> rung.add("the day after tomorrow"));
    clock.advance(Duration.ofHours(2));
    assertThat(next()).isEqualTo("in an hour");
    clock.advance(Duration.ofDays(2));
    assertThat(next()).isEqualTo("the day after tomorrow");
    assertThat(rung).isEmpty();
  }

  @Test
  void whatIsPastRingsAtOnceAndRealTimeCountsToo() throws Exception {
    alarms.at(Instant.EPOCH, () -> rung.add("past"));
    assertThat(next()).isEqualTo("past");
    Instant due = clock.instant().plusMillis(50);
    alarms.at(due, () -> rung.add(clock.instant().isBefore(due) ? "early" : "in time"));
    assertThat(next()).isEqualTo("in time");
  }

  @Test
  void anAlarmForTheEndOfTimeDoesNotSilenceOthers() throws Exception {
    alarms.at(Instant.MAX, () -> rung.add("never"));
    for (int i = 0; i < 20; i++) {
      alarms.at(Instant.EPOCH, () -> rung.add("past"));
      assertThat(next()).isEqualTo("past");
    }
  }

  @Test
  void aCancelledAlarmIsSilent() throws Exception {
    alarms.after(Duration.ofMinutes(1), () -> rung.add("cancelled")).cancel();
    alarms.after(Duration.ofMinutes(2), () -> rung.add("kept"));
    clock.advance(Duration.ofMinutes(3));
    assertThat(next()).isEqualTo("kept");
    assertThat(rung).isEmpty();
  }

  @Test
  void anAlarmThatThrowsDoesNotSilenceTheNext() throws Exception {
    alarms.at(
        Instant.EPOCH,
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, e) -> rung.add(e.getMessage()));
          throw new IllegalStateException("broken");
        });
    alarms.after(Duration.ofMinutes(1), () -> rung.add("next"));
    assertThat(next()).isEqualTo("broken");
    clock.advance(Duration.ofMinutes(1));
    assertThat(next()).isEqualTo("next");
  }
}
