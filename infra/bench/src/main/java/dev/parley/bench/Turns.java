package dev.parley.bench;

import dev.parley.core.conversation.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * People who write to one other, each in a conversation of their own: one at a time, and nobody
 * faster than Parley lets them. The next writes when everything behind the last message has come to
 * rest: when both sides know it, and the projection has told of it the one socket that watches
 * nothing, which is the last that it does.
 */
final class Turns implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final List<Writer> writers = new ArrayList<>();
  private final BlockingQueue<String> acks = new LinkedBlockingQueue<>();
  private final BlockingQueue<Arrival> entries = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> hints = new LinkedBlockingQueue<>();
  private Line reader;
  private Line bystander;
  private int sent;

  /** A frame and when it came. */
  private record Arrival(long nanos, String frame) {}

  /** One who writes. */
  private static final class Writer {
    private final Line line;
    private final String conversation;
    private long last = 1;
    private long mayAt = System.nanoTime();

    Writer(Line line, String conversation) {
      this.line = line;
      this.conversation = conversation;
    }

    void waitForTurn() {
      for (long early = mayAt - System.nanoTime(); early > 0; early = mayAt - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      mayAt = System.nanoTime() + Limits.SEND_INTERVAL.toNanos();
    }
  }

  /**
   * @param reader the socket of who reads all
   * @param bystander another one of the same person, which watches nothing
   * @param hello what the bystander says
   */
  static Turns read(
      HttpClient http, URI reader, URI bystander, String hello, List<String> conversations)
      throws IOException, InterruptedException {
    Turns turns = new Turns();
    turns.bystander = Line.open(http, bystander, (_, frame) -> turns.hints.add(frame));
    turns.bystander.send(hello);
    turns.await(Said::isPong);
    turns.reader =
        Line.watching(
            http,
            reader,
            conversations.getFirst(),
            (at, frame) -> turns.entries.add(new Arrival(at, frame)));
    for (String conversation : conversations.subList(1, conversations.size())) {
      turns.reader.watch(conversation);
    }
    return turns;
  }

  /** One more who writes. */
  void join(HttpClient http, URI writer, String conversation)
      throws IOException, InterruptedException {
    Line line = Line.watching(http, writer, conversation, (_, frame) -> acks.add(frame));
    writers.add(new Writer(line, conversation));
  }

  /** The next says one thing; gives the nanoseconds from its sending to its coming to the other. */
  long say() throws IOException, InterruptedException {
    Writer writer = writers.get(sent++ % writers.size());
    String frame = Said.send(writer.conversation, writer.last, sent);
    writer.waitForTurn();
    long began = System.nanoTime();
    writer.line.send(frame);
    Arrival entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String ack = acks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (entry == null || ack == null || !Said.isAck(ack) || !Said.isEntry(entry.frame())) {
      throw new IOException("message %d became %s and %s".formatted(sent, ack, entry));
    }
    if (Said.seq(ack) != writer.last + 1 || Said.seq(entry.frame()) != writer.last + 1) {
      throw new IOException("message %d is out of place: %s, %s".formatted(sent, ack, entry));
    }
    writer.last++;
    await(hint -> Said.isHintOf(hint, writer.conversation, writer.last));
    return entry.nanos() - began;
  }

  /** What a bystander is told of earlier is no concern. */
  private void await(Predicate<String> wanted) throws IOException, InterruptedException {
    String frame = hints.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (frame != null && !wanted.test(frame)) {
      frame = hints.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    if (frame == null) {
      throw new IOException("the projection behind message %d told nobody".formatted(sent));
    }
  }

  @Override
  public void close() {
    writers.forEach(writer -> writer.line.close());
    reader.close();
    bystander.close();
  }
}
