package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The benchmarks run; their figures are nobody's business here. */
class BenchTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read as Linux tells it")
  void aSmallRunOfTheCloudLosesNothingAndFillsTheTable() throws Exception {
    Table table =
        new Table(Bench.cloud(20, 5, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    assertThat(table.rows()).hasSize(4);
    assertThat(table.rows().get(2).figure()).isEqualTo("100 sent, 0 lost, 0 doubled");
    assertThat(table.text()).contains("| 20 idle sockets").contains("≤ 20 KB each");
  }

  @Test
  void lossesDoublesAndHeavySocketsMissTheirGoals() {
    var lossy = new EchoLoad.Figures(100, 100, 1, 0, 5, 9);
    var doubling = new EchoLoad.Figures(100, 100, 0, 1, 5, 9);
    var heavy = new IdleSockets.Figures(10, 0, 10 * 21 * 1024, 0, 0);
    assertThat(missed(lossy.rows())).hasSize(1);
    assertThat(missed(doubling.rows())).hasSize(1);
    assertThat(missed(heavy.rows())).containsExactly(heavy.rows().getFirst());
  }

  @Test
  void theSendPathIsMeasuredAtBothLengths() throws Exception {
    List<SendPath.Figures> figures = SendPath.measure(1, Duration.ofMillis(20));
    assertThat(figures).extracting(SendPath.Figures::length).containsExactly(1, 10_000);
    assertThat(figures)
        .allSatisfy(it -> assertThat(List.of(it.micros(), it.kilobytes())).allMatch(x -> x > 0));
  }

  @Test
  void aSlowOrWastefulSendMissesItsGoal() {
    var slow = new SendPath.Figures(1, 301, 151);
    assertThat(missed(List.of(slow.time(), slow.allocation()))).hasSize(2);
    var frugal = new SendPath.Figures(1, 300, 150);
    assertThat(missed(List.of(frugal.time(), frugal.allocation()))).isEmpty();
  }

  private static List<Table.Row> missed(List<Table.Row> rows) {
    return new Table(rows).missed();
  }
}
