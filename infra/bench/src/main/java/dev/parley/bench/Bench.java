package dev.parley.bench;

import dev.parley.core.conversation.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    System.out.print(Table.HEAD);
    add(rows, sending(5, Duration.ofSeconds(1)));
    add(
        rows,
        delivering(root, new Rounds(40, 25, 20, 50), new Rising(200, 50, Duration.ofSeconds(3))));
    add(rows, starting(root, List.of(HttpClients.values()), 5, 600));
    Map<Talks.With, Cost.Bills> bills = new EnumMap<>(Talks.With.class);
    for (Talks.With with : Talks.With.values()) {
      bills.put(with, Cost.measure(root, with, 10, 50, 50));
      add(rows, bills.get(with).rows());
    }
    add(
        rows,
        new PaidCost.Bills(PaidCost.measure(root, 50, 50), bills.get(Talks.With.LAWYER).alone())
            .rows());
    TimerLateness.measure(200);
    add(rows, TimerLateness.measure(2_000).rows());
    add(rows, cloud(10_000, 100, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    List<Table.Row> missed = new Table(rows).missed();
    missed.forEach(row -> System.out.println("missed: " + row.what()));
    System.exit(missed.isEmpty() ? 0 : 1);
  }

  /** Shown as soon as it is known: the whole takes minutes. */
  private static void add(List<Table.Row> rows, List<Table.Row> more) {
    more.forEach(row -> System.out.print(row.text()));
    rows.addAll(more);
  }

  /** The send path without what is around it. */
  static List<Table.Row> sending(int iterations, Duration each) throws Exception {
    return SendPath.measure(iterations, each).stream()
        .flatMap(it -> Stream.of(it.time(), it.allocation()))
        .toList();
  }

  /**
   * How often people write to one lawyer.
   *
   * @param conversations between which they take turns
   * @param warm rounds that do not count
   * @param messages in a round
   */
  record Rounds(int conversations, int warm, int rounds, int messages) {}

  /**
   * A load that rises until it is not kept, or nobody may write any faster.
   *
   * @param clients with a conversation each
   * @param first messages a second
   */
  record Rising(int clients, int first, Duration each) {
    /** Nobody watches more than these with one socket. */
    private static final int CLIENTS_OF_A_LAWYER = 40;

    int most() {
      return (int) (clients * TimeUnit.SECONDS.toNanos(1) / Limits.SEND_INTERVAL.toNanos());
    }

    int lawyers() {
      return Math.ceilDiv(clients, CLIENTS_OF_A_LAWYER);
    }

    int lawyerOf(int client) {
      return client / CLIENTS_OF_A_LAWYER;
    }
  }

  /** Whole messages through the local cloud: one at a time, then as many as it takes. */
  static List<Table.Row> delivering(Path root, Rounds talk, Rising load) throws Exception {
    String clients = Integer.toString(talk.conversations() + load.clients());
    String lawyers = Integer.toString(1 + load.lawyers());
    return inFolder(
        folder -> {
          try (ServerProcess server =
              ServerProcess.start(
                  SendServer.class, root.toString(), folder.toString(), clients, lawyers)) {
            List<Table.Row> rows = new ArrayList<>(Delivery.measure(server, talk).rows());
            rows.addAll(Throughput.measure(server, load, talk.conversations()).rows());
            return rows;
          }
        });
  }

  /** Fresh processes. */
  static List<Table.Row> starting(Path root, List<HttpClients> clients, int runs, int steady)
      throws Exception {
    return inFolder(folder -> FreshJvm.measure(root, folder, clients, runs, steady).rows());
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
