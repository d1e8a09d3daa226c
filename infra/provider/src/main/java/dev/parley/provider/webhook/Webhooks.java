package dev.parley.provider.webhook;

import dev.parley.provider.account.Event;
import dev.parley.provider.account.Ids;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Telling;
import dev.parley.provider.clock.Agenda;
import dev.parley.provider.clock.FollowedClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends events, again where they are not taken, and gives up after the last of {@link
 * Limits#RETRIES}. What happens while nobody is to be told is not told later.
 */
public final class Webhooks implements Event.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Message(String id, String type, byte[] body) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Semaphore atOnce = new Semaphore(Limits.WEBHOOKS_AT_ONCE, true);
  private final AtomicInteger pending = new AtomicInteger();
  private final Ids ids;
  private final FollowedClock clock;
  private final Function<Event, byte[]> form;
  private final Consumer<String> log;
  private final Agenda agenda;
  private volatile Optional<Recipient> recipient = Optional.empty();
  private volatile boolean closed;

  /**
   * @param form makes the body
   * @param log hears of what was not taken, by line
   */
  public Webhooks(
      Ids ids, FollowedClock clock, Function<Event, byte[]> form, Consumer<String> log) {
    this.ids = ids;
    this.clock = clock;
    this.form = form;
    this.log = log;
    this.agenda = new Agenda(clock, Limits.WEBHOOKS);
  }

  /** Whom to tell from now on, what waits for another attempt included. */
  public void to(Recipient other) {
    recipient = Optional.of(other);
  }

  @Override
  public void happened(Event event, Telling telling) {
    if (recipient.isEmpty() || telling == Telling.NEVER) {
      return;
    }
    Message message = new Message(ids.next("msg"), event.type(), form.apply(event));
    enqueue(message);
    if (telling == Telling.TWICE) {
      enqueue(message);
    }
  }

  private void enqueue(Message message) {
    if (pending.incrementAndGet() > Limits.WEBHOOKS) {
      drop(message, "too many wait");
    } else {
      Thread.ofVirtual().start(() -> attempt(message, 0));
    }
  }

  private void attempt(Message message, int before) {
    Optional<String> failure;
    atOnce.acquireUninterruptibly();
    try {
      failure = send(message, recipient.orElseThrow());
    } finally {
      atOnce.release();
    }
    if (failure.isEmpty() || closed) {
      pending.decrementAndGet();
    } else if (before == Limits.RETRIES.size()) {
      drop(message, failure.get());
    } else {
      Instant again = clock.instant().plus(Limits.RETRIES.get(before));
      log.accept(
          "%s %s was not taken: %s; again at %s"
              .formatted(message.type, message.id, failure.get(), again));
      agenda.add(again, () -> attempt(message, before + 1));
    }
  }

  private void drop(Message message, String why) {
    pending.decrementAndGet();
    log.accept("%s %s is given up: %s".formatted(message.type, message.id, why));
  }

  /** Why it was not taken. */
  private Optional<String> send(Message message, Recipient to) {
    clock.look();
    long timestamp = clock.instant().getEpochSecond();
    String signatures =
        to.keys().stream()
            .map(key -> key.sign(message.id, timestamp, message.body))
            .collect(Collectors.joining(" "));
    HttpRequest request =
        HttpRequest.newBuilder(to.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", signatures)
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("answered with " + status);
    } catch (IOException e) {
      return Optional.of("no answer (" + e.getClass().getSimpleName() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public void close() {
    closed = true;
    agenda.close();
    http.shutdownNow();
  }
}
