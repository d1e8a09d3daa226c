package dev.parley.core.faults;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keeps what every socket was sent, and which were closed. */
final class Mailboxes implements Audience {
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final Set<String> seen = new TreeSet<>();

  @Override
  public Delivered deliver(List<Delivery> batch) {
    deliveries.addAll(batch);
    for (Delivery delivery : batch) {
      if (delivery.frame() instanceof Frame.Appended it) {
        String socket = delivery.connection();
        seen.add(socket.substring(socket.indexOf('-') + 1) + " saw " + it.entry().seq());
      }
    }
    return new Delivered(Set.of(), Set.of());
  }

  @Override
  public Set<String> close(List<String> connections) {
    closed.addAll(connections);
    return Set.of();
  }

  Set<String> closed() {
    return closed;
  }

  /** Who was ever told of which new entry. */
  Set<String> seen() {
    return seen;
  }

  /** What a socket was sent since it was last asked for. */
  List<Frame> take(Session session) {
    List<Frame> taken =
        deliveries.stream()
            .filter(delivery -> delivery.connection().equals(session.connection()))
            .map(Delivery::frame)
            .toList();
    deliveries.removeIf(delivery -> delivery.connection().equals(session.connection()));
    return taken;
  }
}
