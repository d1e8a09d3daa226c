package dev.parley.core.consultation;

import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes deadlines prompt: timers that have run out, and those that nobody has set. */
public final class Deadlines {
  /**
   * How far ahead a sweep looks: over two sweeps that do not take place, and short of {@link
   * Timers#HORIZON}, so that an index that lags behind has the time to show what no writer has set.
   */
  static final Duration REACH = Duration.ofMinutes(14);

  /** So many are set by one look at the clock: the calls that it takes make the last ones late. */
  private static final int TOGETHER = 50;

  private final Ports ports;
  private final TimerQueues queues;
  private final Steps steps;

  /** Timers that sweeps have set from here and that run out later. */
  private final Set<Timer> set = new HashSet<>();

  public Deadlines(Ports ports, TimerQueues queues) {
    this.ports = ports;
    this.queues = queues;
    this.steps = new Steps(ports);
  }

  /** What has become of a timer. */
  public enum Outcome {
    /** Something was due. */
    DECIDED,
    /** The consultation waits for another instant, or for none: that one has a timer of its own. */
    MOVED_ON,
    /** It was early, and is set once more. */
    PUT_BACK,
    /** It was early, and a sweep will find its instant. */
    DROPPED
  }

  /**
   * Decides what is due.
   *
   * <p>A timer that is early is set once more and never twice, however the clocks of machines
   * differ: Lambda takes what sends itself on and on for a loop, and ends it.
   */
  public Outcome ranOut(RunOut timer) {
    Optional<Consultation> found = ports.store().find(timer.consultation());
    Optional<Instant> wakeAt = found.flatMap(it -> it.stage().wakeAt());
    if (wakeAt.isEmpty()) {
      return Outcome.MOVED_ON;
    }
    Instant now = now();
    if (found.get().isDue(now)) {
      return settle(found.get()) ? Outcome.DECIDED : Outcome.MOVED_ON;
    }
    Instant at = wakeAt.get();
    if (!at.equals(timer.at())) {
      return Outcome.MOVED_ON;
    }
    if (timer.again() || !at.isBefore(now.plus(Timers.HORIZON))) {
      return Outcome.DROPPED;
    }
    queues.setAgain(Timer.of(found.get(), at), now);
    return Outcome.PUT_BACK;
  }

  /**
   * What went over all shards.
   *
   * @param count of timers that were set, or of consultations that were gone on with
   * @param failures what did not work; it has kept nothing else from working
   */
  public record Swept(int count, List<RuntimeException> failures) {
    public Swept {
      failures = List.copyOf(failures);
    }
  }

  /**
   * Sets a timer for everything that wakes soon or is overdue. Where it was set from here before,
   * it is not set again until it is overdue: a queue loses next to nothing, and a message more for
   * each sweep would be half of what a timer costs.
   */
  public synchronized Swept sweep() {
    int count = 0;
    List<RuntimeException> failures = new ArrayList<>();
    Instant began = now();
    set.removeIf(timer -> !timer.at().isAfter(began));
    for (int shard = 0; shard < Timer.SHARDS; shard++) {
      try {
        List<Timer> due =
            due(shard, began.plus(REACH)).stream().filter(timer -> !set.contains(timer)).toList();
        for (int from = 0; from < due.size(); from += TOGETHER) {
          List<Timer> some = due.subList(from, Math.min(due.size(), from + TOGETHER));
          queues.setAll(some, now());
          some.stream().filter(timer -> timer.at().isAfter(began)).forEach(set::add);
          count += some.size();
        }
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return new Swept(count, failures);
  }

  /** Releases what is to be released by now, without any timer. */
  public Swept release() {
    int count = 0;
    List<RuntimeException> failures = new ArrayList<>();
    for (int shard = 0; shard < Timer.SHARDS; shard++) {
      try {
        for (Timer timer : due(shard, now())) {
          count += timer.purpose() == Timer.Purpose.PAYOUT && released(timer, failures) ? 1 : 0;
        }
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return new Swept(count, failures);
  }

  private boolean released(Timer timer, List<RuntimeException> failures) {
    try {
      return ports.store().find(timer.consultation()).filter(this::settle).isPresent();
    } catch (RuntimeException e) {
      failures.add(e);
      return false;
    }
  }

  private List<Timer> due(int shard, Instant until) {
    return ports.store().due(shard, until, Integer.MAX_VALUE);
  }

  /** Whether the consultation has gone on, by whomever. */
  private boolean settle(Consultation found) {
    Optional<Workspace> workspace =
        ports.conversations().directory().workspace(found.id().workspace());
    return workspace
        .map(it -> steps.settle(found, it.consultations()).version() > found.version())
        .orElse(false);
  }

  private Instant now() {
    return ports.conversations().clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
