package dev.parley.local.gateway;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The open sockets of one API by their ids. */
final class Connections implements AutoCloseable {
  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> coming = new ConcurrentHashMap<>();
  private final SocketLimits limits;
  private final InstantSource clock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("socket-timeouts").factory());

  Connections(SocketLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  void watch() {
    watch.scheduleWithFixedDelay(this::closeExpired, 1, 1, TimeUnit.SECONDS);
  }

  /** $connect has accepted it and its 101 is being written. */
  void expect(String id) {
    coming.put(id, new CountDownLatch(1));
  }

  /** A client that has just read its 101 may be posted to, however busy this machine is. */
  void awaitArrival(String id) {
    CountDownLatch arrival = coming.get(id);
    try {
      if (arrival != null) {
        arrival.await(limits.lingering().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The 101 was written, or could not be. */
  void settle(String id) {
    CountDownLatch arrival = coming.remove(id);
    if (arrival != null) {
      arrival.countDown();
    }
  }

  void add(Connection connection) {
    open.put(connection.peer().connectionId(), connection);
  }

  void remove(Connection connection) {
    open.remove(connection.peer().connectionId(), connection);
  }

  Optional<Connection> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  List<Connection> all() {
    return List.copyOf(open.values());
  }

  void closeExpired() {
    Instant now = clock.instant();
    for (Connection connection : open.values()) {
      boolean idle = !connection.lastActiveAt().plus(limits.idle()).isAfter(now);
      boolean old = !connection.peer().connectedAt().plus(limits.lifetime()).isAfter(now);
      if (idle || old) {
        connection.close(1001, "Going away");
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    List<Connection> last = List.copyOf(open.values());
    last.forEach(connection -> connection.close(1012, "Service restart"));
    // A client that does not answer is left after the lingering time, so wait a little longer.
    long deadline = System.nanoTime() + limits.lingering().plusSeconds(1).toNanos();
    last.forEach(connection -> connection.awaitGone(deadline - System.nanoTime()));
  }
}
