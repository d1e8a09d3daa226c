package dev.parley.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls what was asked for at an instant of the local clock, each on a thread of its own. When the
 * clock is moved past several, all ring at once, begun in the order of their instants.
 */
public final class Alarms implements AutoCloseable {
  // A machine that slept, or whose time was set, is noticed after at most so long.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final LocalClock clock;
  private final LocalClock.Listening listening;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Alarm> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Alarm it) -> it.when).thenComparingLong(it -> it.number));
  private long asked;
  private boolean closed;

  public Alarms(LocalClock clock) {
    this.clock = clock;
    this.listening = clock.onAdvance(this::look);
    Thread.ofPlatform().daemon().name("alarms").start(this::ring);
  }

  /** Something to be done at an instant. */
  public final class Alarm {
    private final Instant when;
    private final Runnable what;
    private final long number;

    private Alarm(Instant when, Runnable what, long number) {
      this.when = when;
      this.what = what;
      this.number = number;
    }

    public Instant when() {
      return when;
    }

    /** Does nothing when it has rung. */
    public void cancel() {
      lock.lock();
      try {
        waiting.remove(this);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Rings at the instant, or at once when that is past; never once the alarms are closed. */
  public Alarm at(Instant when, Runnable what) {
    lock.lock();
    try {
      Alarm alarm = new Alarm(when, what, asked++);
      if (!closed) {
        waiting.add(alarm);
        changed.signal();
      }
      return alarm;
    } finally {
      lock.unlock();
    }
  }

  public Alarm after(Duration delay, Runnable what) {
    return at(clock.instant().plus(delay), what);
  }

  private void look() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void ring() {
    lock.lock();
    try {
      while (!closed) {
        Alarm next = waiting.peek();
        if (next == null) {
          changed.await();
        } else {
          Duration left = Duration.between(clock.instant(), next.when);
          if (left.isPositive()) {
            // One more than the rounded wait, so that it is never a little early and wakes in vain.
            long millis =
                left.compareTo(LONGEST_SLEEP) < 0 ? left.toMillis() + 1 : LONGEST_SLEEP.toMillis();
            changed.await(millis, TimeUnit.MILLISECONDS);
          } else {
            Thread.ofVirtual().name("alarm").start(waiting.remove().what);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what has not rung. What has begun goes on. */
  @Override
  public void close() {
    listening.close();
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
