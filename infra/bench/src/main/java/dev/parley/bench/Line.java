package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One person's socket: whole frames, each with the moment at which its first part came. */
final class Line implements WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 20;

  private final BiConsumer<Long, String> reader;
  private final BlockingQueue<String> watched = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();
  private long began;
  private WebSocket socket;

  private Line(BiConsumer<Long, String> reader) {
    this.reader = reader;
  }

  /**
   * Opens a socket and watches a conversation from its beginning.
   *
   * @param reader gets the frames that come later, with the time by {@link System#nanoTime}
   */
  static Line watching(
      HttpClient http, URI url, String conversation, BiConsumer<Long, String> reader)
      throws IOException, InterruptedException {
    Line line = open(http, url, reader);
    line.watch(conversation);
    return line;
  }

  /** Opens a socket that watches nothing yet. */
  static Line open(HttpClient http, URI url, BiConsumer<Long, String> reader) {
    Line line = new Line(reader);
    line.socket = http.newWebSocketBuilder().buildAsync(url, line).join();
    return line;
  }

  /** Watches one more conversation. */
  void watch(String conversation) throws IOException, InterruptedException {
    send(
        "{\"action\":\"watch\",\"requestId\":\"w\",\"conversationId\":\"%s\",\"after\":0}"
            .formatted(conversation));
    if (watched.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
      throw new IOException("a socket could not watch " + conversation);
    }
  }

  /** Returns when the frame is with the network. One thread at a time. */
  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  void close() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    if (parts.isEmpty()) {
      began = System.nanoTime();
    }
    parts.append(text);
    if (last) {
      String frame = parts.toString();
      parts.setLength(0);
      if (frame.startsWith("{\"type\":\"entries\"")) {
        watched.add(frame);
      } else {
        reader.accept(began, frame);
      }
    }
    from.request(1);
    return null;
  }
}
