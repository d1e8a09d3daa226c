package dev.parley.provider;

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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The provider in a process of its own, with the Java and the class path of this one. */
public final class ProviderProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final URI address;

  private ProviderProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** As {@link #start(int, String, Optional)}, on a free port and in memory. */
  public static ProviderProcess start(String key) {
    return start(0, key, Optional.empty());
  }

  /**
   * Returns when it is ready. Throws {@link IllegalStateException} when it does not start; why is
   * on the error output then, which it shares with this process.
   *
   * @param port 0 for a free one
   * @param data where it keeps what it knows for the next start, if anywhere
   */
  public static ProviderProcess start(int port, String key, Optional<Path> data) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--enable-native") || it.startsWith("--sun-misc-unsafe"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-D" + Main.PORT + "=" + port,
            "-D" + Main.KEY + "=" + key,
            "-D" + Main.DATA + "=" + data.map(Path::toString).orElse(""),
            "-classpath",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    try {
      return ready(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProviderProcess ready(Process process) throws IOException {
    // Not closed: a child whose output nobody takes any more may fail for that.
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(Main.READY)) {
        return new ProviderProcess(
            process, URI.create(line.substring(Main.READY.length()).strip()));
      }
    }
    throw new IllegalStateException("the payment provider did not start");
  }

  /** Where it serves, such as {@code http://127.0.0.1:40123}. */
  public URI address() {
    return address;
  }

  /** Its process, for who wants to see it end. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it and waits until it has ended. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
