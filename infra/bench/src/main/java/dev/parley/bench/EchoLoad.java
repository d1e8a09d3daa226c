package dev.parley.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages at a steady rate through many sockets and one echoing function. Each is sent when its
 * moment has come, whether those before it were answered or not, and its time runs from that
 * moment: a server that falls behind cannot slow down its own measurement.
 */
final class EchoLoad implements WebSocket.Listener {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

  private final int messages;
  private final long nanosBetween;
  private final AtomicIntegerArray answers;
  private final long[] nanos;
  private final CountDownLatch missing;
  private volatile long start;

  private EchoLoad(int messages, int perSecond) {
    this.messages = messages;
    this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.answers = new AtomicIntegerArray(messages);
    this.nanos = new long[messages];
    this.missing = new CountDownLatch(messages);
  }

  /**
   * What was measured.
   *
   * @param lost sent and never answered
   * @param doubled answered more than once
   * @param p50 microseconds from a message's moment to its echo, half of them below
   */
  record Figures(int messages, int perSecond, int lost, int doubled, long p50, long p99) {
    List<Table.Row> rows() {
      return List.of(
          new Table.Row(
              "%,d messages a second for %d s through an echoing function"
                  .formatted(perSecond, messages / perSecond),
              "%,d sent, %d lost, %d doubled".formatted(messages, lost, doubled),
              "none lost, none doubled",
              lost == 0 && doubled == 0),
          Table.Row.of(
              "of these, from the moment of sending to the echo",
              String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", p50 / 1e3, p99 / 1e3)));
    }
  }

  static Figures measure(URI url, int sockets, int perSecond, Duration during) throws Exception {
    EchoLoad load = new EchoLoad((int) (perSecond * during.toMillis() / 1_000), perSecond);
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<WebSocket> open = new ArrayList<>();
      for (int i = 0; i < sockets; i++) {
        open.add(client.newWebSocketBuilder().buildAsync(url, load).join());
      }
      load.send(open);
      load.missing.await(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS);
      open.forEach(WebSocket::abort);
    }
    return load.figures(perSecond);
  }

  private void send(List<WebSocket> sockets) {
    start = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      long early = due(i) - System.nanoTime();
      while (early > 0) {
        LockSupport.parkNanos(early);
        early = due(i) - System.nanoTime();
      }
      // Sockets take turns, so each has long sent its last message before its next one.
      sockets.get(i % sockets.size()).sendText("{\"n\":%d}".formatted(i), true).join();
    }
  }

  private long due(int message) {
    return start + message * nanosBetween;
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    // Shorter than any frame that a server would split.
    int message = Integer.parseInt(text.subSequence(5, text.length() - 1).toString());
    nanos[message] = System.nanoTime() - due(message);
    if (answers.incrementAndGet(message) == 1) {
      missing.countDown();
    }
    socket.request(1);
    return null;
  }

  private Figures figures(int perSecond) {
    int lost = 0;
    int doubled = 0;
    for (int i = 0; i < messages; i++) {
      lost += answers.get(i) == 0 ? 1 : 0;
      doubled += answers.get(i) > 1 ? 1 : 0;
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Figures(
        messages,
        perSecond,
        lost,
        doubled,
        sorted[messages / 2] / 1_000,
        sorted[(int) (messages * 0.99)] / 1_000);
  }
}
