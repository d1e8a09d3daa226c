package dev.parley.core.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts in memory. */
public final class InMemoryQuota implements Quota {
  private record Counted(String what, Window window) {}

  private final Map<Counted, Integer> taken = new HashMap<>();

  @Override
  public synchronized Optional<Duration> take(
      String what, int atMost, Duration length, Instant now) {
    Counted counted = new Counted(what, Window.around(now, length));
    int before = taken.getOrDefault(counted, 0);
    if (before >= atMost) {
      return Optional.of(counted.window().rest(now));
    }
    taken.put(counted, before + 1);
    return Optional.empty();
  }
}
