package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The benchmarks run; their figures are nobody's business here. */
class BenchTest {
  private static final Path ROOT = Path.of(System.getProperty("parley.root"));

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read as Linux tells it")
  void aSmallRunOfTheCloudLosesNothingAndFillsTheTable() throws Exception {
    Table table =
        new Table(Bench.cloud(20, 5, 100, Duration.ofMillis(200), Duration.ofMillis(500)));
    assertThat(table.rows()).hasSize(4);
    assertThat(table.rows().get(2).figure()).isEqualTo("50 sent, 0 lost, 0 doubled");
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

  @Test
  void everyMessageIsDeliveredByParleyAndByTheBareFunction() throws Exception {
    Table table =
        new Table(
            Bench.delivering(
                ROOT,
                new Bench.Rounds(2, 1, 2, 3),
                new Bench.Rising(2, 10, Duration.ofMillis(300))));
    assertThat(table.rows()).hasSize(5);
    assertThat(table.rows().getFirst().what()).startsWith("6 messages through the local cloud");
    assertThat(table.rows().getLast().figure()).endsWith(" messages, 0 lost, 0 doubled");
    assertThat(table.rows().getLast().figure()).doesNotStartWith("0 ");
    assertThat(table.text()).contains("ratio of p50", "≤ 1.3", "messages a second into 2");
  }

  @Test
  void aSlowDeliveryOrStartAndLostMessagesMissTheirGoals() {
    Percentiles two = Percentiles.of(new long[] {2_000_000});
    Percentiles slow = Percentiles.of(new long[] {2_610_000});
    assertThat(missed(new Delivery.Figures(1, slow, two).rows())).hasSize(1);
    assertThat(missed(new Delivery.Figures(1, two, two).rows())).isEmpty();
    assertThat(missed(throughput(1, 0))).hasSize(1);
    assertThat(missed(throughput(0, 1))).hasSize(1);
    assertThat(missed(throughput(0, 0))).isEmpty();
    var bare = List.of(new FreshJvm.Client(HttpClients.PARLEYS, 1_000, 1));
    assertThat(missed(new FreshJvm.Figures(1, 1_251, bare).rows())).hasSize(1);
    assertThat(missed(new FreshJvm.Figures(1, 1_250, bare).rows())).isEmpty();
  }

  @Test
  void freshProcessesAnswerTheirFirstMessage() throws Exception {
    List<Table.Row> rows = Bench.starting(ROOT, List.of(HttpClients.PARLEYS), 1, 2);
    assertThat(rows).extracting(Table.Row::goal).contains("≤ 1.25");
    assertThat(rows)
        .extracting(Table.Row::what)
        .anyMatch(what -> what.startsWith("bare function over apache-client"));
  }

  @Test
  void everyTimerComesAndNoneIsEarly() throws Exception {
    TimerLateness.Figures figures = TimerLateness.measure(40);
    assertThat(figures.late().nanos()).hasSize(40);
    assertThat(figures.rows().getLast().figure()).isEqualTo("0 lost, 0 early");
  }

  @Test
  void lateEarlyAndLostTimersMissTheirGoals() {
    Percentiles slow = Percentiles.of(new long[] {601_000_000});
    Percentiles prompt = Percentiles.of(new long[] {600_000_000});
    assertThat(missed(new TimerLateness.Figures(1, 0, 0, prompt).rows())).isEmpty();
    assertThat(missed(new TimerLateness.Figures(1, 0, 0, slow).rows())).hasSize(1);
    assertThat(missed(new TimerLateness.Figures(1, 1, 0, prompt).rows())).hasSize(1);
    assertThat(missed(new TimerLateness.Figures(1, 0, 1, prompt).rows())).hasSize(1);
  }

  private static List<Table.Row> throughput(int lost, int doubled) {
    var log = new Throughput.Logged(9, lost, doubled);
    return new Throughput.Figures(2, 10, Percentiles.of(new long[1]), 20, log).rows();
  }

  private static List<Table.Row> missed(List<Table.Row> rows) {
    return new Table(rows).missed();
  }
}
