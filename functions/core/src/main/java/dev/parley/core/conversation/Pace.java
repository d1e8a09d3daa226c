package dev.parley.core.conversation;

import dev.parley.core.failure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast people write, carried along from entry to entry so that no send has to read for it: for
 * each author the instant at which their allowance is whole again (the generic cell rate algorithm,
 * ITU-T I.371). Whoever's is whole is left out, so in a conversation at human speed it is empty but
 * for the latest author.
 *
 * @param wholeAt by author, in the future of the entry that carries it
 */
public record Pace(Map<String, Instant> wholeAt) {
  public static final Pace NONE = new Pace(Map.of());

  /** More than so many fast authors in one conversation are not followed. */
  private static final int AUTHORS = 8;

  public Pace {
    wholeAt = Map.copyOf(wholeAt);
  }

  /** What an entry leaves behind where nobody was fast before it. */
  public static Pace of(String author, Instant at) {
    return new Pace(Map.of(author, at.plus(Limits.SEND_INTERVAL)));
  }

  /** How long an author must wait before their next entry; empty when they need not. */
  Optional<Duration> waitOf(String author, Instant at) {
    Instant allowed =
        wholeAt
            .getOrDefault(author, at)
            .minus(Limits.SEND_INTERVAL.multipliedBy(Limits.SEND_BURST - 1));
    return allowed.isAfter(at) ? Optional.of(Duration.between(at, allowed)) : Optional.empty();
  }

  /** Whoever is too fast is told how long to wait. */
  void requireSlow(String author, Instant at) {
    waitOf(author, at)
        .ifPresent(
            wait -> {
              throw new RateLimited(wait);
            });
  }

  Pace after(String author, Instant at) {
    Map<String, Instant> next = new HashMap<>();
    followed(at).forEach(one -> next.put(one.getKey(), one.getValue()));
    next.put(author, next.getOrDefault(author, at).plus(Limits.SEND_INTERVAL));
    return new Pace(next);
  }

  private List<Map.Entry<String, Instant>> followed(Instant at) {
    return wholeAt.entrySet().stream()
        .filter(one -> one.getValue().isAfter(at))
        .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder()))
        .limit(AUTHORS)
        .toList();
  }
}
