package dev.parley.provider;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The provider as a program: {@code -Dparley.provider.port=0 -Dparley.provider.key=…}, and {@code
 * -Dparley.provider.data=DIR} to keep what it knows. It prints one line with its address and serves
 * until it or the process that started it ends.
 */
public final class Main {
  /** What the line begins with that it prints when it is ready; the address follows. */
  static final String READY = "Payment provider at ";

  static final String PORT = "parley.provider.port";
  static final String KEY = "parley.provider.key";
  static final String DATA = "parley.provider.data";
  private static final int PARENT_GONE = 143;
  private static final int LAST_PORT = 65_535;

  // Kept, since loggers that nobody holds forget their levels.
  private static final List<Logger> TALKATIVE =
      Stream.of("io.undertow", "org.xnio", "org.jboss").map(Logger::getLogger).toList();

  private Main() {}

  /** Ends with 1 when it cannot start. */
  public static void main(String[] args) throws InterruptedException {
    TALKATIVE.forEach(it -> it.setLevel(Level.WARNING));
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(PARENT_GONE)));
    Provider provider;
    try {
      provider = Provider.start(port(), System.getProperty(KEY, ""), data(), System.err::println);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close));
    System.out.println(READY + provider.address());
    new CountDownLatch(1).await();
  }

  private static Optional<Path> data() {
    return Optional.of(System.getProperty(DATA, "")).filter(it -> !it.isBlank()).map(Path::of);
  }

  private static int port() {
    String text = System.getProperty(PORT, "0");
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "-D%s is a number from 0 to %d, not %s".formatted(PORT, LAST_PORT, text));
  }
}
