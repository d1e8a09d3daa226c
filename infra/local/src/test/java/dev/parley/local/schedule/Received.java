package dev.parley.local.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what schedules send, or refuses it, and remembers it. */
final class Received implements Target, DeadLetters {
  volatile Optional<NotAccepted> refusal = Optional.empty();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeadLetter> dead = new LinkedBlockingQueue<>();

  record DeadLetter(String queueArn, String body, Map<String, String> attributes) {}

  @Override
  public void accept(String function, byte[] event) throws NotAccepted {
    // Looked at first: who has taken the event may change it at once, for the next one.
    Optional<NotAccepted> refused = refusal;
    events.add(function + " " + new String(event, StandardCharsets.UTF_8));
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  @Override
  public void send(String queueArn, byte[] body, Map<String, String> attributes) {
    dead.add(new DeadLetter(queueArn, new String(body, StandardCharsets.UTF_8), attributes));
  }

  /** The next event, as function and JSON. */
  String next() throws InterruptedException {
    String next = events.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no event came");
    }
    return next;
  }

  Optional<String> within(Duration time) throws InterruptedException {
    return Optional.ofNullable(events.poll(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  JsonNode nextJson() throws InterruptedException, IOException {
    String next = next();
    return new ObjectMapper().readTree(next.substring(next.indexOf(' ') + 1));
  }

  DeadLetter nextDeadLetter() throws InterruptedException {
    DeadLetter next = dead.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no dead letter came");
    }
    return next;
  }

  int deadLetters() {
    return dead.size();
  }

  /** How many events nobody took with {@link #next}. */
  int waiting() {
    return events.size();
  }
}
