package dev.parley.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: what is to happen happens in its order, never two things at once. A command runs as
 * a thread of its own that waits wherever others may come in between; whoever runs has the baton.
 */
public final class Clockwork {
  private static final Instant BEGINNING = Instant.parse("2026-11-21T10:00:00Z");

  private final PriorityQueue<Event> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Thread hand = Thread.currentThread();
  private long micros;
  private long events;
  private Runner running;
  private Throwable failure;

  private record Event(long at, long number, Runnable what) {}

  public Instant now() {
    return BEGINNING.plusNanos(micros * 1_000);
  }

  /** Lets something happen after a while. */
  public void in(long wait, Runnable what) {
    agenda.add(new Event(micros + wait, events++, what));
  }

  public void in(Duration wait, Runnable what) {
    in(wait.toNanos() / 1_000, what);
  }

  /** Everybody is held up: what should have happened meanwhile happens late. */
  public void skip(Duration time) {
    micros += time.toNanos() / 1_000;
  }

  /** Goes on until nothing more is to happen, or until that is enough. */
  public void run(BooleanSupplier enough) {
    while (!agenda.isEmpty() && !enough.getAsBoolean()) {
      Event event = agenda.remove();
      micros = Math.max(micros, event.at());
      event.what().run();
    }
  }

  /** Whether nothing more is to happen. */
  public boolean isIdle() {
    return agenda.isEmpty();
  }

  /** Runs a command from now on, to its first wait. */
  public void start(Runnable command) {
    Runner runner = new Runner(command);
    runner.thread.start();
    resume(runner);
  }

  /** The command that runs waits; others may run meanwhile. */
  public void pause(long wait) {
    Event next = agenda.peek();
    if (next == null || next.at() > micros + wait) {
      micros += wait;
      return;
    }
    Runner me = running;
    in(wait, () -> resume(me));
    me.turn = false;
    LockSupport.unpark(hand);
    me.await();
  }

  private void resume(Runner runner) {
    running = runner;
    runner.turn = true;
    LockSupport.unpark(runner.thread);
    while (runner.turn) {
      LockSupport.park(this);
    }
    running = null;
    if (failure != null) {
      throw new AssertionError("a command failed as none should: " + failure, failure);
    }
  }

  private final class Runner {
    private final Thread thread;
    private volatile boolean turn;

    Runner(Runnable command) {
      thread =
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    await();
                    try {
                      command.run();
                    } catch (RuntimeException | Error e) {
                      failure = e;
                    }
                    turn = false;
                    LockSupport.unpark(hand);
                  });
    }

    private void await() {
      while (!turn) {
        LockSupport.park(this);
      }
    }
  }
}
