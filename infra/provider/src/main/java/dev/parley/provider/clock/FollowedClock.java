package dev.parley.provider.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The system's time and, once it follows another clock, as far ahead of it as that one. The other
 * is asked by GET and answers with JSON in which {@code ahead} is a duration, such as {@code
 * PT72H}.
 */
public final class FollowedClock implements InstantSource, AutoCloseable {
  /** How often the other clock is asked at most while something is waited for. */
  public static final Duration PAUSE = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Whoever has only just started may be slow to answer. */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final InstantSource system;
  private final ReentrantLock lock = new ReentrantLock();
  private long lookBegan = System.nanoTime();
  private volatile Optional<URI> other = Optional.empty();
  private volatile Duration ahead = Duration.ZERO;

  public FollowedClock(InstantSource system) {
    this.system = system;
  }

  @Override
  public Instant instant() {
    return system.instant().plus(ahead);
  }

  /** Whether it may jump without anybody's telling. */
  boolean follows() {
    return other.isPresent();
  }

  /**
   * Follows another clock from now on, or none. Throws {@link IllegalArgumentException} where that
   * one does not tell its time; nothing is changed then.
   */
  public void follow(Optional<URI> clock) {
    lock.lock();
    try {
      ahead = clock.isPresent() ? told(clock.get(), FIRST_PATIENCE) : Duration.ZERO;
      other = clock;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks the other clock, so that {@link #instant} is not before the instant of this call. If it
   * does not answer, the last that it told holds on.
   */
  public void look() {
    long asked = System.nanoTime();
    lock.lock();
    try {
      // Somebody else's look that began after this call tells as much.
      if (lookBegan - asked <= 0) {
        lookNow();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks the other clock, unless it was asked a moment ago. */
  void lookSeldom() {
    lock.lock();
    try {
      if (System.nanoTime() - lookBegan >= PAUSE.toNanos()) {
        lookNow();
      }
    } finally {
      lock.unlock();
    }
  }

  private void lookNow() {
    lookBegan = System.nanoTime();
    other.ifPresent(
        clock -> {
          try {
            ahead = told(clock, PATIENCE);
          } catch (IllegalArgumentException e) {
            // It has ended, or is about to start again: time does not jump back for that.
          }
        });
  }

  private Duration told(URI clock, Duration patience) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(clock).timeout(patience).build(),
              HttpResponse.BodyHandlers.ofString());
      return Duration.parse(JSON.readTree(answer.body()).path("ahead").asText());
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException("this clock does not tell how far it is ahead", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("this clock does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("interrupted while asking this clock", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
