package dev.parley.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo in a process of its own, serving, so that a test can kill it. */
final class DemoProcess implements AutoCloseable {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private final Process process;
  private final List<String> printed = new ArrayList<>();

  private DemoProcess(Process process) {
    this.process = process;
  }

  /** Starts it and returns when it has played its story and serves. */
  static DemoProcess serving(Path data, int port) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--enable-native") || it.startsWith("--sun-misc-unsafe"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dparley.root=" + Repository.ROOT,
            "-Dparley.data=" + data,
            // Who is killed tidies nothing up, so what it unpacks goes where the test does.
            "-Djava.io.tmpdir=" + data,
            "-Dparley.port=" + port,
            "-classpath",
            System.getProperty("java.class.path"),
            Demo.class.getName()));
    try {
      DemoProcess demo =
          new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
      demo.readUntilServing();
      return demo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readUntilServing() throws IOException {
    // Not closed: a child whose output nobody takes any more may fail for that.
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      printed.add(line);
      if (line.startsWith("Serving")) {
        return;
      }
    }
    throw new IllegalStateException("the demo ended:\n" + String.join("\n", printed));
  }

  /** An address as the demo printed it: REST, socket or issuer. */
  URI address(String name) {
    return printed.stream()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words.length > 1 && words[0].equals(name))
        .map(words -> URI.create(words[1]))
        .findFirst()
        .orElseThrow();
  }

  /** Everything that it has printed until it served. */
  String story() {
    return String.join("\n", printed);
  }

  /** Ends it at once, as a power cut would: nothing of it runs any further. */
  void kill() {
    try {
      process.toHandle().destroyForcibly();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the demo outlived its kill");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing the demo", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
