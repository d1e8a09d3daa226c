package dev.parley.local.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a FIFO topic remembers, so that nothing is published twice. Not for several threads. */
final class Deduplication {
  static final Duration MEMORY = Duration.ofMinutes(5);

  private record Remembered(Instant at, Publication publication) {}

  private final InstantSource clock;
  private final Map<String, Remembered> published = new LinkedHashMap<>();

  Deduplication(InstantSource clock) {
    this.clock = clock;
  }

  /** The publication that had this id within the last five minutes. */
  Optional<Publication> find(String id) {
    Instant horizon = clock.instant().minus(MEMORY);
    published.values().removeIf(it -> !it.at().isAfter(horizon));
    return Optional.ofNullable(published.get(id)).map(Remembered::publication);
  }

  void remember(String id, Publication publication) {
    published.put(id, new Remembered(clock.instant(), publication));
  }

  /** The id of a message that has been given none. */
  static String hash(String message) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(message.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
