package dev.parley.local.lambda;

import dev.parley.local.clock.Alarms;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Chains;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lambda's own queue before functions: takes an event at once and runs the function later, again
 * when it fails, a minute and then two minutes after by the local clock.
 */
public final class AsynchronousInvocations implements AutoCloseable {
  /** The longest event, in bytes. */
  public static final int LONGEST_EVENT = 1024 * 1024;

  /** So many events of one function are handled at the same time. */
  public static final int AT_ONCE = 10;

  private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration FIRST_SYSTEM_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_SYSTEM_WAIT = Duration.ofMinutes(5);

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final LocalClock clock;
  private final Journal journal;
  private final List<AsyncEvent> left;
  private final Alarms alarms;
  private final Disposal disposal;
  private final Consumer<String> log;
  private volatile Invoker invoker;
  private volatile boolean closed;

  private AsynchronousInvocations(
      LocalClock clock, Journal journal, Disposal disposal, Consumer<String> log) {
    this.clock = clock;
    this.journal = journal;
    this.left = journal.left();
    this.alarms = new Alarms(clock);
    this.disposal = disposal;
    this.log = log;
  }

  /** A function with what waits for it. */
  private record Lane(
      FunctionDefinition function, AsyncSettings settings, Semaphore free, AtomicInteger depth) {}

  /**
   * Accepts events from now on, which wait until {@link #begin}.
   *
   * @param settings by logical ids; functions without have Lambda's own
   * @param folder where accepted events are kept until they are done, if at all
   * @param log hears of events that were given up, by line
   */
  public static AsynchronousInvocations open(
      List<FunctionDefinition> functions,
      Map<String, AsyncSettings> settings,
      LocalClock clock,
      Destinations destinations,
      Optional<Path> folder,
      Consumer<String> log) {
    AsynchronousInvocations opened =
        new AsynchronousInvocations(
            clock, new Journal(folder), new Disposal(destinations, log), log);
    functions.forEach(
        it ->
            opened.lanes.put(
                it.id(),
                new Lane(
                    it,
                    settings.getOrDefault(it.id(), AsyncSettings.USUAL),
                    new Semaphore(AT_ONCE, true),
                    new AtomicInteger())));
    return opened;
  }

  /** Begins to handle events, first what a former process left in the folder; once. */
  public void begin(Invoker functions) {
    invoker = functions;
    begun.countDown();
    for (AsyncEvent event : left) {
      Lane lane = lanes.get(event.function());
      if (lane == null) {
        log.accept(
            "the event %s is for %s, which is gone".formatted(event.requestId(), event.function()));
      } else {
        lane.depth().incrementAndGet();
        later(lane, event, event.due(), Optional.empty());
      }
    }
  }

  /**
   * Takes an event; returns the request's id once the event is safe. Throws {@link LambdaException}
   * with Lambda's error when it is not taken.
   *
   * @param function logical id
   * @param chain of invocations that the event belongs to
   */
  public String accept(String function, byte[] event, Optional<Trace> chain) {
    Lane lane = lanes.get(function);
    if (lane == null) {
      throw new LambdaException(
          404, "ResourceNotFoundException", "Function not found: " + function);
    }
    if (event.length > LONGEST_EVENT) {
      throw new LambdaException(
          413,
          "RequestTooLargeException",
          "%d byte payload is too large for the Event invocation type (limit %d bytes)"
              .formatted(event.length, LONGEST_EVENT));
    }
    byte[] payload = Payload.of(event);
    if (closed) {
      throw new LambdaException(503, "ServiceException", "the local cloud is closing");
    }
    Instant now = clock.instant();
    AsyncEvent accepted =
        new AsyncEvent(
            UUID.randomUUID().toString(), function, chain.map(Trace::header), now, 0, now, payload);
    journal.keep(accepted);
    lane.depth().incrementAndGet();
    run(() -> handle(lane, accepted, Optional.empty(), Optional.empty()));
    return accepted.requestId();
  }

  /** How many accepted events of a function are not done: waiting, running, to be tried again. */
  public int depth(String function) {
    Lane lane = lanes.get(function);
    return lane == null ? 0 : lane.depth().get();
  }

  private void run(Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name("asynchronous")
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    running.remove(Thread.currentThread());
                  }
                });
    running.add(thread);
    thread.start();
  }

  /**
   * @param rung the instant of the alarm that began this, which counts as now: a clock that jumped
   *     far does not make an event old that was due before
   * @param last outcome so far
   */
  private void handle(Lane lane, AsyncEvent event, Optional<Instant> rung, Optional<Outcome> last) {
    try {
      begun.await();
      lane.free().acquire();
    } catch (InterruptedException e) {
      // Closing: the journal keeps it.
      return;
    }
    try {
      if (closed) {
        return;
      }
      Instant now = rung.orElseGet(clock::instant);
      if (now.isAfter(expiry(lane, event))) {
        giveUp(lane, event, Disposal.EVENT_AGE_EXCEEDED, last);
      } else {
        attempt(lane, event, last);
      }
    } catch (RuntimeException e) {
      log.accept("the event %s of %s: %s".formatted(event.requestId(), event.function(), e));
    } finally {
      lane.free().release();
    }
  }

  private void attempt(Lane lane, AsyncEvent event, Optional<Outcome> last) {
    Optional<Trace> chain = event.trace().flatMap(Trace::parse);
    if (chain.isPresent() && !invoker.admits(event.function(), chain.get())) {
      Outcome stopped = Outcome.of(Chains.stopped(), event.requestId());
      giveUp(lane, event, Disposal.RETRIES_EXHAUSTED, Optional.of(stopped));
      return;
    }
    Answer answer;
    try {
      answer = invoker.invoke(event.function(), event.payload(), chain);
    } catch (RuntimeException e) {
      notInvoked(lane, event, last, e);
      return;
    }
    Outcome outcome = Outcome.of(answer, event.requestId());
    if (!outcome.error()) {
      AsyncEvent done = event.attempted(event.due());
      disposal.succeeded(done, lane.function(), lane.settings(), outcome, clock.instant());
      end(lane, event);
    } else if (!closed) {
      failed(lane, event, outcome);
    }
  }

  private void failed(Lane lane, AsyncEvent event, Outcome outcome) {
    Instant now = clock.instant();
    if (event.attempts() >= lane.settings().maximumRetryAttempts()) {
      giveUp(lane, event.attempted(now), Disposal.RETRIES_EXHAUSTED, Optional.of(outcome));
      return;
    }
    AsyncEvent again = event.attempted(now.plus(WAITS.get(event.attempts())));
    journal.keep(again);
    later(lane, again, again.due(), Optional.of(outcome));
  }

  /** The function could not be run at all, which does not count as an attempt. */
  private void notInvoked(
      Lane lane, AsyncEvent event, Optional<Outcome> last, RuntimeException why) {
    if (closed) {
      return;
    }
    log.accept("%s could not be invoked: %s".formatted(event.function(), why));
    Duration waited = Duration.between(event.due(), clock.instant());
    Duration wait =
        waited.compareTo(FIRST_SYSTEM_WAIT) < 0
            ? FIRST_SYSTEM_WAIT
            : waited.compareTo(LONGEST_SYSTEM_WAIT) > 0 ? LONGEST_SYSTEM_WAIT : waited;
    later(lane, event, clock.instant().plus(wait), last);
  }

  private void later(Lane lane, AsyncEvent event, Instant due, Optional<Outcome> last) {
    Instant expiry = expiry(lane, event);
    Instant when = due.isAfter(expiry) ? expiry.plusMillis(1) : due;
    alarms.at(when, () -> run(() -> handle(lane, event, Optional.of(when), last)));
  }

  private static Instant expiry(Lane lane, AsyncEvent event) {
    return event.accepted().plus(lane.settings().maximumEventAge());
  }

  private void giveUp(Lane lane, AsyncEvent event, String condition, Optional<Outcome> last) {
    disposal.failed(event, lane.function(), lane.settings(), condition, last, clock.instant());
    end(lane, event);
  }

  private void end(Lane lane, AsyncEvent event) {
    journal.forget(event);
    lane.depth().decrementAndGet();
  }

  /** Takes and begins nothing more; what is not done stays in the folder, if there is one. */
  @Override
  public void close() {
    closed = true;
    // What still waits for the beginning need not any longer.
    begun.countDown();
    alarms.close();
    long deadline = System.nanoTime() + GRACE.toNanos();
    try {
      for (Thread thread : running) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.forEach(Thread::interrupt);
  }
}
