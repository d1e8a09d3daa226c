package dev.parley.bench;

import dev.parley.bench.floor.Bare;
import dev.parley.bench.floor.FloorJar;
import dev.parley.bench.floor.FreshMain;
import dev.parley.lambda.handler.Message;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * From the start of a process to the answer to the first message it gets: Parley's function beside
 * the bare one, and the bare one over each of the SDK's HTTP clients. All take turns.
 */
final class FreshJvm {
  static final double GOAL = 1.25;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Backdrop backdrop;
  private final Path root;
  private final Path classes;

  private FreshJvm(Backdrop backdrop, Path root, Path classes) {
    this.backdrop = backdrop;
    this.root = root;
    this.classes = classes;
  }

  /**
   * Medians of several runs.
   *
   * @param steady of the three calls, once the process is warm
   */
  record Client(HttpClients client, double fresh, double steady) {
    Table.Row row() {
      return Table.Row.of(
          "bare function over " + client.text() + ": fresh JVM; its three calls when warm",
          String.format(Locale.ROOT, "%.0f ms; p50 %.2f ms", fresh, steady));
    }
  }

  /** In milliseconds. */
  record Figures(int runs, double parley, List<Client> clients) {
    double ratio() {
      return parley / clients.getFirst().fresh();
    }

    List<Table.Row> rows() {
      List<Table.Row> rows = new ArrayList<>();
      rows.add(
          Table.Row.of(
              "fresh JVM to the answer of its first message, median of %d".formatted(runs),
              String.format(Locale.ROOT, "%.0f ms", parley)));
      rows.add(
          new Table.Row(
              "of these, ratio to the bare function",
              String.format(Locale.ROOT, "%.2f", ratio()),
              "≤ 1.25",
              ratio() <= GOAL));
      clients.forEach(it -> rows.add(it.row()));
      return rows;
    }
  }

  /**
   * @param clients under which the bare function is measured, as far as they are here
   * @param runs of each kind
   * @param steady how many sends follow the first one, in the last two runs
   */
  static Figures measure(Path root, Path folder, List<HttpClients> clients, int runs, int steady)
      throws IOException, InterruptedException {
    Path classes = folder.resolve("bare.jar");
    FloorJar.write(classes);
    try (Backdrop backdrop = Backdrop.start(root)) {
      FreshJvm fresh = new FreshJvm(backdrop, root, classes);
      List<HttpClients> here = clients.stream().filter(HttpClients::isHere).toList();
      List<Run> parley = new ArrayList<>();
      Map<HttpClients, List<Run>> bare = new EnumMap<>(HttpClients.class);
      for (int i = 0; i < runs; i++) {
        parley.add(fresh.run(Message.class, HttpClients.PARLEYS, 0));
        for (HttpClients client : here) {
          bare.computeIfAbsent(client, _ -> new ArrayList<>())
              .add(fresh.run(Bare.class, client, i < runs - 2 ? 0 : steady));
        }
      }
      return new Figures(
          runs,
          median(parley.stream().map(Run::fresh)),
          bare.entrySet().stream()
              .map(
                  it ->
                      new Client(
                          it.getKey(),
                          median(it.getValue().stream().map(Run::fresh)),
                          median(it.getValue().stream().map(Run::steady).filter(ns -> ns > 0))))
              .toList());
    }
  }

  /** Of one process, in nanoseconds. */
  private record Run(long fresh, long steady) {}

  private Run run(Class<?> handler, HttpClients client, int steady)
      throws IOException, InterruptedException {
    CompletableFuture<Long> answered = new CompletableFuture<>();
    backdrop.posts(
        frame -> {
          if (Said.isAck(frame)) {
            answered.complete(System.nanoTime());
          }
        });
    ProcessBuilder builder =
        new ProcessBuilder(
                JAVA,
                "-XX:+UseSerialGC",
                "-Xmx768m",
                // For native code and Unsafe in some of the HTTP clients; the others do not care.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                path(client),
                FreshMain.class.getName(),
                handler.getName(),
                backdrop.message().toString(),
                Integer.toString(steady))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(backdrop.environment());
    builder.environment().put("HTTP_SERVICE", client.service());
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    backdrop.forgetMessage();
    long began = System.nanoTime();
    Process process = builder.start();
    long median = 0;
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("median ")) {
          median = Long.parseLong(line.substring(7));
        }
      }
    }
    if (!process.waitFor(20, TimeUnit.SECONDS) || !answered.isDone()) {
      process.destroyForcibly();
      throw new IOException("a fresh process did not answer: " + builder.command());
    }
    return new Run(answered.join() - began, median);
  }

  /** Parley's jar as it is deployed, then what Lambda's runtime brings and the bare function. */
  private String path(HttpClients client) {
    List<String> path = new ArrayList<>();
    path.add(root.resolve("functions/lambda/target/parley.jar").toString());
    path.add(classes.toString());
    HttpClients.jar("aws-lambda-java-serialization").forEach(path::add);
    path.addAll(client.jars());
    return String.join(File.pathSeparator, path);
  }

  private static double median(Stream<Long> nanos) {
    return Percentiles.of(nanos.mapToLong(Long::longValue).toArray()).median();
  }
}
