package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two people in one conversation, one of whom writes as soon as both know the last message. */
final class Pair implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final String conversation;
  private final BlockingQueue<String> acks = new LinkedBlockingQueue<>();
  private final BlockingQueue<Arrival> entries = new LinkedBlockingQueue<>();
  private final Line writer;
  private final Line reader;
  private long last = 1;
  private int sent;

  /** A frame and when it came. */
  private record Arrival(long nanos, String frame) {}

  Pair(HttpClient http, URI writer, URI reader, String conversation)
      throws IOException, InterruptedException {
    this.conversation = conversation;
    this.writer = Line.watching(http, writer, conversation, (_, frame) -> acks.add(frame));
    this.reader =
        Line.watching(
            http, reader, conversation, (at, frame) -> entries.add(new Arrival(at, frame)));
  }

  /** Says one thing; gives the nanoseconds from its sending to its coming to the other side. */
  long say() throws IOException, InterruptedException {
    String frame = Said.send(conversation, last, ++sent);
    long began = System.nanoTime();
    writer.send(frame);
    Arrival entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String ack = acks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (entry == null || ack == null || !Said.isAck(ack) || !Said.isEntry(entry.frame())) {
      throw new IOException("message %d became %s and %s".formatted(sent, ack, entry));
    }
    if (Said.seq(ack) != last + 1 || Said.seq(entry.frame()) != last + 1) {
      throw new IOException("message %d is out of place: %s, %s".formatted(sent, ack, entry));
    }
    last++;
    return entry.nanos() - began;
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
  }
}
