package dev.parley.local.lambda;

import dev.parley.local.function.LogSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the latest log lines of each function, and passes all on. */
public final class FunctionLogs implements LogSink {
  /** So many entries are kept of each function. */
  public static final int KEPT = 100;

  private static final int LONGEST_ENTRY = 8 * 1024;

  private final LogSink next;
  private final InstantSource clock;
  private final Map<String, Deque<Line>> lines = new ConcurrentHashMap<>();
  private final Set<Tail> tails = ConcurrentHashMap.newKeySet();

  public FunctionLogs(LogSink next, InstantSource clock) {
    this.next = next;
    this.clock = clock;
  }

  /**
   * What a function logged at once.
   *
   * @param text may hold several lines; a long one is cut at its end
   */
  public record Line(Instant at, String requestId, String text) {}

  @Override
  public void log(String function, String requestId, String text) {
    next.log(function, requestId, text);
    String cut = text.length() > LONGEST_ENTRY ? text.substring(0, LONGEST_ENTRY) + "…" : text;
    Deque<Line> kept = lines.computeIfAbsent(function, _ -> new ArrayDeque<>());
    synchronized (kept) {
      kept.addLast(new Line(clock.instant(), requestId, cut));
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
    tails.stream().filter(it -> it.function.equals(function)).forEach(it -> it.add(text));
  }

  /** The latest entries of a function, the oldest first. */
  public List<Line> latest(String function) {
    Deque<Line> kept = lines.computeIfAbsent(function, _ -> new ArrayDeque<>());
    synchronized (kept) {
      return List.copyOf(kept);
    }
  }

  Tail follow(String function) {
    Tail tail = new Tail(function);
    tails.add(tail);
    return tail;
  }

  /** The end of what a function logs until this is closed. */
  final class Tail implements AutoCloseable {
    private static final int BYTES = 4 * 1024;

    private final String function;
    private final StringBuilder text = new StringBuilder();

    private Tail(String function) {
      this.function = function;
    }

    private synchronized void add(String entry) {
      text.append(entry).append('\n');
      // No character is shorter than a byte, so what is dropped here is never needed.
      text.delete(0, Math.max(0, text.length() - BYTES));
    }

    /** At most 4 KB of UTF-8. */
    synchronized byte[] bytes() {
      ByteBuffer all = StandardCharsets.UTF_8.encode(text.toString());
      int from = Math.max(0, all.limit() - BYTES);
      // Not in the middle of a character.
      while (from > 0 && from < all.limit() && (all.get(from) & 0xC0) == 0x80) {
        from++;
      }
      byte[] end = new byte[all.limit() - from];
      all.get(from, end);
      return end;
    }

    @Override
    public void close() {
      tails.remove(this);
    }
  }
}
