package dev.parley.local.function.isolated;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Kills the processes of the functions when this process ends, however that comes about: a shell
 * holds their ids and waits for the end of its input. They could not see to it themselves, since a
 * frozen process notices nothing.
 */
final class Watchdog implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      while read -r line; do pids=$line; done
      [ -z "$pids" ] || kill -KILL $pids
      """;

  private final Process shell;
  private final OutputStream ids;
  private final Set<Long> watched = new TreeSet<>();

  private Watchdog(Process shell) {
    this.shell = shell;
    this.ids = shell.getOutputStream();
  }

  static Watchdog start() throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    shell.environment().clear();
    return new Watchdog(shell.start());
  }

  /** From now on, until the process ends. */
  void watch(Process process) {
    change(() -> watched.add(process.pid()));
    process.onExit().thenRun(() -> change(() -> watched.remove(process.pid())));
  }

  private synchronized void change(Runnable change) {
    change.run();
    String line = watched.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    try {
      ids.write(line.getBytes(StandardCharsets.US_ASCII));
      ids.flush();
    } catch (IOException e) {
      // Somebody ended the shell, or it was closed: nobody is watched any more.
    }
  }

  /** Kills whatever is still being watched. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      ids.close();
    }
    shell.onExit().join();
  }
}
