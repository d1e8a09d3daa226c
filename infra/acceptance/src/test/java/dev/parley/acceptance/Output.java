package dev.parley.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Everything this JVM prints and logs from now until it is closed; it is still printed, too. */
final class Output implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Records();

  Output() {
    System.setOut(copying(out));
    System.setErr(copying(err));
    // A console handler that exists already keeps the stream that it began with.
    Logger.getLogger("").addHandler(handler);
  }

  List<String> lines() {
    return Stream.concat(printed.toString(StandardCharsets.UTF_8).lines(), logged.stream())
        .toList();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    Logger.getLogger("").removeHandler(handler);
  }

  private PrintStream copying(PrintStream original) {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int one) {
            printed.write(one);
            original.write(one);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            printed.write(bytes, from, length);
            original.write(bytes, from, length);
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  /** Keeps records as a console shows them. */
  private final class Records extends Handler {
    private final SimpleFormatter form = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      logged.add(form.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
