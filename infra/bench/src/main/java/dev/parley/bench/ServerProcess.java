package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The measured process, seen from outside. */
final class ServerProcess implements AutoCloseable {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final List<URI> addresses;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.addresses = Stream.of(said().split(" ")).map(URI::create).toList();
  }

  /**
   * Starts it with the flags that the demo is started with, and waits for the line that names its
   * addresses.
   */
  static ServerProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--enable-native") || it.startsWith("--sun-misc-unsafe"))
        .forEach(command::add);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** One of its addresses, in the order in which it names them. */
  URI address(int which) {
    return addresses.get(which);
  }

  /** In bytes. */
  record Memory(long resident, long heap) {}

  /**
   * Memory after a collection. Throws where the system does not tell what is resident: the figure
   * is Linux's own.
   */
  Memory memory() throws IOException {
    input.write("collect\n");
    input.flush();
    long heap = Long.parseLong(said());
    long resident =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
            .findFirst()
            .orElseThrow();
    return new Memory(resident, heap);
  }

  /** What it says itself: functions that run in it print their metrics there, too, as JSON. */
  private String said() throws IOException {
    String line;
    do {
      line = output.readLine();
      if (line == null) {
        throw new IOException("the server ended");
      }
    } while (line.startsWith("{"));
    return line;
  }

  @Override
  public void close() throws IOException {
    input.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
