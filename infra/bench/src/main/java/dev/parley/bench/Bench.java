package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs every benchmark once and prints one table: {@code mvn -Pbench}. */
public final class Bench {
  private Bench() {}

  /** Ends with 1 when a goal was missed. */
  public static void main(String[] arguments) throws Exception {
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(sending(5, Duration.ofSeconds(1)));
    rows.addAll(cloud(10_000, 100, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    Table table = new Table(rows);
    System.out.println(table.text());
    System.exit(table.missed().isEmpty() ? 0 : 1);
  }

  /** The send path without what is around it. */
  static List<Table.Row> sending(int iterations, Duration each) throws Exception {
    return SendPath.measure(iterations, each).stream()
        .flatMap(it -> Stream.of(it.time(), it.allocation()))
        .toList();
  }

  /**
   * The local cloud alone, each time in a process of its own: what one leaves behind must not be
   * the other's beginning.
   *
   * @param warm how long messages are sent unmeasured, until the code that they take is compiled
   */
  static List<Table.Row> cloud(
      int idle, int talking, int perSecond, Duration warm, Duration during) throws Exception {
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(alone(server -> IdleSockets.measure(server, idle)).rows());
    EchoLoad.Figures load =
        alone(
            server -> {
              EchoLoad.measure(server.socket(), talking, perSecond, warm);
              return EchoLoad.measure(server.socket(), talking, perSecond, during);
            });
    rows.addAll(load.rows());
    return rows;
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path it : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(it);
      }
    }
  }
}
