package dev.parley.local.schedule;

import dev.parley.local.clock.Alarms;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** One schedule while it runs; only {@link Schedules} touches it, under its lock. */
final class Scheduled {
  final Definition definition;
  final Plan plan;
  final Instant created;
  Optional<Instant> fired;
  Optional<Instant> lastCall = Optional.empty();
  Optional<Alarms.Alarm> alarm = Optional.empty();
  long count;
  boolean deleted;
  private final TreeSet<Instant> undelivered = new TreeSet<>();

  Scheduled(Definition definition, Memory.Trace trace) {
    this.definition = definition;
    this.created = trace.created();
    this.plan = new Plan(definition, created);
    this.fired = trace.fired();
    this.lastCall = trace.fired();
    this.count = trace.count();
    this.deleted = trace.deleted();
  }

  boolean active() {
    return definition.enabled() && !deleted;
  }

  Optional<Instant> next() {
    return active() ? plan.next(fired) : Optional.empty();
  }

  void begin(Instant firing) {
    fired = Optional.of(firing);
    undelivered.add(firing);
    called(firing);
  }

  void called(Instant firing) {
    lastCall = Optional.of(firing);
    count++;
  }

  /** The firing has reached its function or the dead letters, or is given up. */
  void end(Instant firing) {
    undelivered.remove(firing);
    if (definition.deleteAfterCompletion() && undelivered.isEmpty() && plan.next(fired).isEmpty()) {
      deleted = true;
    }
  }

  /** What a restart must know: a firing that is still being tried counts as not fired. */
  Memory.Trace trace() {
    Optional<Instant> settled =
        undelivered.isEmpty() ? fired : Optional.of(undelivered.first().minusNanos(1));
    return new Memory.Trace(
        Memory.Trace.fresh(definition, created).shape(), created, settled, count, deleted);
  }
}
