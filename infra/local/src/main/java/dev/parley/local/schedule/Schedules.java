package dev.parley.local.schedule;

import dev.parley.local.clock.Alarms;
import dev.parley.local.clock.LocalClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fires schedules by the local clock. When the clock jumps over several firings of a schedule, or
 * they passed while the local cloud was off, only the last of them fires; who wants each moves the
 * clock in steps. Firings before the first start are not made up for.
 */
public final class Schedules implements AutoCloseable {
  private final LocalClock clock;
  private final Alarms alarms;
  private final Memory memory;
  private final Delivery delivery;
  private final Map<String, Scheduled> schedules = new LinkedHashMap<>();
  private LocalClock.Listening listening = () -> {};
  private boolean closed;

  private Schedules(
      LocalClock clock,
      Target target,
      DeadLetters deadLetters,
      Optional<Path> file,
      Consumer<String> log) {
    this.clock = clock;
    this.alarms = new Alarms(clock);
    this.memory = new Memory(file);
    this.delivery = new Delivery(clock, alarms, target, deadLetters, log);
  }

  /**
   * Begins to fire.
   *
   * @param file where creation and last firings are kept from start to start, if at all
   * @param log hears of firings that did not reach their function, by line
   */
  public static Schedules start(
      List<Definition> definitions,
      LocalClock clock,
      Target target,
      DeadLetters deadLetters,
      Optional<Path> file,
      Consumer<String> log) {
    Schedules schedules = new Schedules(clock, target, deadLetters, file, log);
    schedules.begin(definitions);
    return schedules;
  }

  private synchronized void begin(List<Definition> definitions) {
    Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Memory.Trace> traces = memory.read();
    for (Definition definition : definitions) {
      Memory.Trace trace =
          Optional.ofNullable(traces.get(definition.arn()))
              .filter(it -> it.isOf(definition))
              .orElseGet(() -> Memory.Trace.fresh(definition, created));
      Memory.Trace known = definition.enabled() ? trace : trace.passed(created);
      if (schedules.put(definition.name(), new Scheduled(definition, known)) != null) {
        throw new ScheduleException("two schedules are named " + definition.name());
      }
    }
    remember();
    listening = clock.onAdvance(this::look);
    look();
  }

  /** What is known of one schedule; a disabled one or a past one has no next firing. */
  public record State(
      String name,
      String group,
      String function,
      String expression,
      String zone,
      boolean enabled,
      Optional<Instant> next,
      Optional<Instant> last,
      long count) {}

  /** All schedules in the order of the template, without those that were deleted. */
  public synchronized List<State> list() {
    return schedules.values().stream()
        .filter(it -> !it.deleted)
        .map(
            it ->
                new State(
                    it.definition.name(),
                    it.definition.group(),
                    it.definition.function(),
                    it.definition.expression(),
                    it.definition.zone().getId(),
                    it.definition.enabled(),
                    it.next(),
                    it.lastCall,
                    it.count))
        .toList();
  }

  /**
   * Calls the function of a schedule now, and leaves its firings as they are. Throws {@link
   * IllegalArgumentException} when there is no such schedule.
   */
  public synchronized void fire(String name) {
    Scheduled schedule = schedules.get(name);
    if (schedule == null || schedule.deleted) {
      throw new IllegalArgumentException("there is no schedule " + name);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    schedule.called(now);
    remember();
    delivery.begin(schedule.definition, now, () -> {});
  }

  // On the mover's thread, so that each step of a clock that moves in steps is seen.
  private synchronized void look() {
    if (!closed) {
      schedules.values().forEach(this::look);
    }
  }

  private void look(Scheduled schedule) {
    if (!schedule.active()) {
      return;
    }
    schedule.alarm.ifPresent(Alarms.Alarm::cancel);
    schedule
        .plan
        .due(schedule.fired, clock.instant())
        .ifPresent(
            firing -> {
              schedule.begin(firing);
              delivery.begin(schedule.definition, firing, () -> end(schedule, firing));
            });
    Duration delay = schedule.plan.delay();
    schedule.alarm = schedule.next().map(it -> alarms.at(it.plus(delay), () -> ring(schedule)));
  }

  private synchronized void ring(Scheduled schedule) {
    if (!closed) {
      look(schedule);
    }
  }

  private synchronized void end(Scheduled schedule, Instant firing) {
    schedule.end(firing);
    if (!closed) {
      remember();
    }
  }

  private void remember() {
    Map<String, Memory.Trace> traces = new LinkedHashMap<>();
    schedules.values().forEach(it -> traces.put(it.definition.arn(), it.trace()));
    memory.write(traces);
  }

  /**
   * Fires no more; what was not delivered yet fires again at the next start, if there is a file.
   */
  @Override
  public void close() {
    listening.close();
    alarms.close();
    delivery.settle();
    synchronized (this) {
      closed = true;
    }
  }
}
