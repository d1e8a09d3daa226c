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

  /**
   * Ends with 1 when a goal was missed.
   *
   * @param arguments the repository
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(sending(5, Duration.ofSeconds(1)));
    rows.addAll(
        delivering(root, new Talk(25, 20, 50), new Rising(20, 50, 5_000, Duration.ofSeconds(3))));
    rows.addAll(starting(root, 5, 600));
    rows.addAll(Cost.rows(Cost.measure(root, 500, 500)));
    rows.addAll(cloud(10_000, 100, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    Table table = new Table(rows);
    System.out.println(table.text());
    table.missed().forEach(row -> System.out.println("missed: " + row.what()));
    System.exit(table.missed().isEmpty() ? 0 : 1);
  }

  /** The send path without what is around it. */
  static List<Table.Row> sending(int iterations, Duration each) throws Exception {
    return SendPath.measure(iterations, each).stream()
        .flatMap(it -> Stream.of(it.time(), it.allocation()))
        .toList();
  }

  /**
   * How often two people talk.
   *
   * @param warm rounds that do not count
   */
  record Talk(int warm, int rounds, int messages) {}

  /**
   * A load that rises until it is not kept.
   *
   * @param first messages a second
   * @param most messages a second, behind which it ends anyway
   */
  record Rising(int clients, int first, int most, Duration each) {}

  /** Whole messages through the local cloud: one at a time, then as many as it takes. */
  static List<Table.Row> delivering(Path root, Talk talk, Rising load) throws Exception {
    String clients = Integer.toString(1 + load.clients());
    return inFolder(
        folder -> {
          try (ServerProcess server =
              ServerProcess.start(SendServer.class, root.toString(), folder.toString(), clients)) {
            List<Table.Row> rows = new ArrayList<>(Delivery.measure(server, talk).rows());
            rows.addAll(Throughput.measure(server, load).rows());
            return rows;
          }
        });
  }

  /** Fresh processes. */
  static List<Table.Row> starting(Path root, int runs, int steady) throws Exception {
    return inFolder(folder -> FreshJvm.measure(root, folder, runs, steady).rows());
  }

  /**
   * The local cloud alone, each time in a process of its own: what one leaves behind must not be
   * the other's beginning.
   *
   * @param warm how long messages are sent unmeasured, until the code that they take is compiled
   */
  static List<Table.Row> cloud(int idle, int talking, int perSecond, Duration warm, Duration during)
      throws Exception {
    List<Table.Row> rows = new ArrayList<>();
    rows.addAll(alone(server -> IdleSockets.measure(server, idle)).rows());
    EchoLoad.Figures load =
        alone(
            server -> {
              EchoLoad.measure(server.address(0), talking, perSecond, warm);
              return EchoLoad.measure(server.address(0), talking, perSecond, during);
            });
    rows.addAll(load.rows());
    return rows;
  }

  /** What needs a running server, or a folder. */
  private interface Measurement<S, T> {
    T of(S on) throws Exception;
  }

  private static <T> T alone(Measurement<ServerProcess, T> measurement) throws Exception {
    return inFolder(
        folder -> {
          try (ServerProcess server = ServerProcess.start(EchoServer.class, folder.toString())) {
            return measurement.of(server);
          }
        });
  }

  private static <T> T inFolder(Measurement<Path, T> measurement) throws Exception {
    Path folder = Files.createTempDirectory("parley-bench");
    try {
      return measurement.of(folder);
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
