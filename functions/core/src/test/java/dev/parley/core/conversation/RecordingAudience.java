package dev.parley.core.conversation;

import dev.parley.core.failure.Unavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Remembers what every socket was sent; sockets can be declared gone. */
public final class RecordingAudience implements Audience {
  /** Stands among the frames of a socket where it was closed. */
  static final Frame CLOSED = new Frame.Bye("closed");

  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();

  private volatile boolean closesFail;

  @Override
  public Delivered deliver(List<Delivery> batch) {
    Set<String> lost = new HashSet<>();
    Set<String> missed = new HashSet<>();
    for (Delivery delivery : batch) {
      if (gone.contains(delivery.connection())) {
        lost.add(delivery.connection());
      } else if (deaf.contains(delivery.connection())) {
        missed.add(delivery.connection());
      } else {
        deliveries.add(delivery);
      }
    }
    return new Delivered(lost, missed);
  }

  @Override
  public Set<String> close(List<String> connections) {
    if (closesFail) {
      throw new Unavailable("no socket is closed on purpose");
    }
    connections.stream()
        .filter(connection -> !gone.contains(connection))
        .forEach(connection -> deliveries.add(new Delivery(connection, CLOSED)));
    return connections.stream().filter(gone::contains).collect(Collectors.toSet());
  }

  /** Whether sockets cannot be closed just now. */
  void failToClose(boolean fail) {
    closesFail = fail;
  }

  /** The socket no longer exists, and nobody has said so yet. */
  void lose(Session session) {
    gone.add(session.connection());
  }

  /** The socket exists and cannot be reached just now. */
  void deafen(Session session) {
    deaf.add(session.connection());
  }

  public List<Frame> framesOf(Session session) {
    return deliveries.stream()
        .filter(delivery -> delivery.connection().equals(session.connection()))
        .map(Delivery::frame)
        .toList();
  }

  public void clear() {
    deliveries.clear();
  }
}
