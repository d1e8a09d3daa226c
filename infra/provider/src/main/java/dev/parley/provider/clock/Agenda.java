package dev.parley.provider.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Does things at instants of the provider's clock, each on a thread of its own. */
public final class Agenda implements AutoCloseable {
  // A machine that slept, or whose time was set, is noticed after at most so long.
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private record Entry(Instant when, long number, Runnable what) {}

  private final FollowedClock clock;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Entry> waiting =
      new PriorityQueue<>(Comparator.comparing(Entry::when).thenComparingLong(Entry::number));
  private long added;
  private boolean closed;

  /**
   * @param most that wait at the same time
   */
  public Agenda(FollowedClock clock, int most) {
    this.clock = clock;
    this.most = most;
    Thread.ofPlatform().daemon().name("agenda").start(this::run);
  }

  /** False, and nothing is added, when too much waits already. */
  public boolean add(Instant when, Runnable what) {
    lock.lock();
    try {
      if (waiting.size() >= most) {
        return false;
      }
      waiting.add(new Entry(when, added++, what));
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        begin();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void begin() throws InterruptedException {
    Entry first = waiting.peek();
    if (first == null) {
      changed.await();
      return;
    }
    Duration left = Duration.between(clock.instant(), first.when);
    if (!left.isPositive()) {
      Thread.ofVirtual().start(waiting.remove().what);
      return;
    }
    Duration longest = clock.follows() ? FollowedClock.PAUSE : LONGEST_SLEEP;
    changed.awaitNanos(TimeUnit.NANOSECONDS.convert(left.compareTo(longest) < 0 ? left : longest));
    look();
  }

  // Whoever adds something does not wait for a clock that does not answer.
  private void look() {
    lock.unlock();
    try {
      clock.lookSeldom();
    } finally {
      lock.lock();
    }
  }

  @Override
  public void close() {
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
