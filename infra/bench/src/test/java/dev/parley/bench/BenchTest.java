package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The benchmarks run; their figures are nobody's business here. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read as Linux tells it")
class BenchTest {
  @Test
  void aSmallRunLosesNothingAndFillsTheTable() throws Exception {
    Bench.Table table = Bench.measure(20, 5, 100, Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(table.rows()).hasSize(4);
    assertThat(table.rows().get(2).figure()).isEqualTo("100 sent, 0 lost, 0 doubled");
    assertThat(table.text()).contains("| 20 idle sockets").contains("≤ 20 KB each");
  }

  @Test
  void lossesDoublesAndHeavySocketsMissTheirGoals() {
    var lossy = new EchoLoad.Figures(100, 100, 1, 0, 5, 9);
    var doubling = new EchoLoad.Figures(100, 100, 0, 1, 5, 9);
    var heavy = new IdleSockets.Figures(10, 0, 10 * 20 * 1024 + 10, 0, 0);
    assertThat(Bench.loss(lossy, Duration.ofSeconds(1)).met()).isFalse();
    assertThat(Bench.loss(doubling, Duration.ofSeconds(1)).met()).isFalse();
    Bench.Row memory = Bench.memory(heavy);
    assertThat(new Bench.Table(List.of(memory)).missed()).containsExactly(memory);
  }
}
