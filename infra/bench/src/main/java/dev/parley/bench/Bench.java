package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs every benchmark once and prints one table: {@code mvn -Pbench}. */
public final class Bench {
  private Bench() {}

  /** Ends with 1 when a message was lost or a goal that does not hang on the machine was missed. */
  public static void main(String[] arguments) throws Exception {
    Table table = measure(10_000, 100, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(30));
    System.out.println(table.text());
    System.exit(table.missed().isEmpty() ? 0 : 1);
  }

  /** A line of the table; {@code goal} is empty where there is none. */
  record Row(String what, String figure, String goal, boolean met) {}

  /** All that was measured. */
  record Table(List<Row> rows) {
    List<Row> missed() {
      return rows.stream().filter(row -> !row.met()).toList();
    }

    String text() {
      StringBuilder text = new StringBuilder("| measured | figure | goal |\n|---|---|---|\n");
      for (Row row : rows) {
        text.append("| %s | %s | %s |\n".formatted(row.what(), row.figure(), row.goal()));
      }
      return text.toString();
    }
  }

  /**
   * Each in a process of its own: what one leaves behind must not be the other's beginning.
   *
   * @param warm how long messages are sent unmeasured, until the code that they take is compiled
   */
  static Table measure(int idle, int talking, int perSecond, Duration warm, Duration during)
      throws Exception {
    IdleSockets.Figures sockets = alone(server -> IdleSockets.measure(server, idle));
    EchoLoad.Figures load =
        alone(
            server -> {
              EchoLoad.measure(server.socket(), talking, perSecond, warm);
              return EchoLoad.measure(server.socket(), talking, perSecond, during);
            });
    return new Table(List.of(memory(sockets), heap(sockets), loss(load, during), time(load)));
  }

  /** A measurement of a running server. */
  private interface Measurement<T> {
    T of(ServerProcess server) throws Exception;
  }

  private static <T> T alone(Measurement<T> measurement) throws Exception {
    Path folder = Files.createTempDirectory("parley-bench");
    try (ServerProcess server = ServerProcess.start(folder)) {
      return measurement.of(server);
    } finally {
      delete(folder);
    }
  }

  static Row memory(IdleSockets.Figures it) {
    double each = it.bytesEach() / 1024.0;
    return new Row(
        "%,d idle sockets: resident memory before, after, each".formatted(it.sockets()),
        String.format(
            Locale.ROOT, "%d MB, %d MB, %.1f KB", it.before() >> 20, it.after() >> 20, each),
        "≤ 20 KB each",
        each <= 20);
  }

  private static Row heap(IdleSockets.Figures it) {
    double each = (it.heapAfter() - it.heapBefore()) / 1024.0 / it.sockets();
    return new Row(
        "of these, live heap", String.format(Locale.ROOT, "%.1f KB each", each), "", true);
  }

  static Row loss(EchoLoad.Figures it, Duration during) {
    return new Row(
        "%,d messages a second for %d s through an echoing function"
            .formatted(it.perSecond(), during.toSeconds()),
        "%,d sent, %d lost, %d doubled".formatted(it.messages(), it.lost(), it.doubled()),
        "none lost, none doubled",
        it.lost() == 0 && it.doubled() == 0);
  }

  private static Row time(EchoLoad.Figures it) {
    return new Row(
        "of these, from the moment of sending to the echo",
        String.format(
            Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", it.p50() / 1000.0, it.p99() / 1000.0),
        "",
        true);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path it : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(it);
      }
    }
  }
}
