package dev.parley.local.schedule;

import dev.parley.local.clock.Alarms;
import dev.parley.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Hands firings to their functions, again and again, and to dead letters when that is in vain. */
final class Delivery {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final int DOUBLED_AT_MOST = 8;

  private final LocalClock clock;
  private final Alarms alarms;
  private final Target target;
  private final DeadLetters deadLetters;
  private final Consumer<String> log;
  private final Set<Thread> attempting = ConcurrentHashMap.newKeySet();

  Delivery(
      LocalClock clock,
      Alarms alarms,
      Target target,
      DeadLetters deadLetters,
      Consumer<String> log) {
    this.clock = clock;
    this.alarms = alarms;
    this.target = target;
    this.deadLetters = deadLetters;
    this.log = log;
  }

  /** One firing on its way, with what is to be done when it needs no more care. */
  private record Firing(Definition schedule, Instant scheduled, Instant begun, Runnable end) {}

  void begin(Definition schedule, Instant scheduled, Runnable end) {
    Firing firing = new Firing(schedule, scheduled, clock.instant(), end);
    Thread first = Thread.ofVirtual().name("schedule").unstarted(() -> attempt(firing, 1));
    attempting.add(first);
    first.start();
  }

  /** Waits for what is being handed over just now, not for what is tried again later. */
  void settle() {
    try {
      for (Thread thread : attempting) {
        thread.join(SETTLING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Firing firing, int number) {
    attempting.add(Thread.currentThread());
    try {
      hand(firing, number);
    } finally {
      attempting.remove(Thread.currentThread());
    }
  }

  private void hand(Firing firing, int number) {
    Event event = Event.of(firing.schedule, firing.scheduled, number);
    try {
      target.accept(firing.schedule.function(), event.json());
    } catch (Target.NotAccepted e) {
      failed(firing, event, number, e);
      return;
    } catch (RuntimeException e) {
      failed(firing, event, number, new Target.NotAccepted("InternalServerError", "" + e, true));
      return;
    }
    firing.end.run();
  }

  private void failed(Firing firing, Event event, int number, Target.NotAccepted why) {
    Definition.Retry retry = firing.schedule.retry();
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(number - 1, DOUBLED_AT_MOST));
    Instant next = clock.instant().plus(wait);
    if (!why.worthRetrying()) {
      giveUp(firing, event, number, why, Optional.empty());
    } else if (number > retry.maximumAttempts()) {
      giveUp(firing, event, number, why, Optional.of("MaximumRetryAttempts"));
    } else if (next.isAfter(firing.begun.plus(retry.maximumAge()))) {
      giveUp(firing, event, number, why, Optional.of("MaximumEventAgeInSeconds"));
    } else {
      alarms.at(next, () -> attempt(firing, number + 1));
    }
  }

  private void giveUp(
      Firing firing, Event event, int number, Target.NotAccepted why, Optional<String> exhausted) {
    Definition schedule = firing.schedule;
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("ERROR_CODE", why.code());
    attributes.put("ERROR_MESSAGE", why.getMessage());
    attributes.put("EXECUTION_ID", event.executionId());
    exhausted.ifPresent(it -> attributes.put("EXHAUSTED_RETRY_CONDITION", it));
    attributes.put("IS_PAYLOAD_TRUNCATED", "false");
    attributes.put("RETRY_ATTEMPTS", Integer.toString(number - 1));
    attributes.put("SCHEDULED_TIME", event.scheduled().toString());
    attributes.put("SCHEDULE_ARN", schedule.arn());
    attributes.put("TARGET_ARN", schedule.functionArn());
    log.accept(
        "schedule %s did not reach %s: %s: %s"
            .formatted(schedule.name(), schedule.function(), why.code(), why.getMessage()));
    try {
      schedule.deadLetterArn().ifPresent(it -> deadLetters.send(it, event.json(), attributes));
    } catch (RuntimeException e) {
      log.accept("the dead letter of schedule %s is lost: %s".formatted(schedule.name(), e));
    }
    firing.end.run();
  }
}
