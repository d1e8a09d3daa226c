package dev.parley.core.conversation;

import java.util.List;
import java.util.Set;

/** Reaches open sockets. */
public interface Audience {
  /** One frame for one socket. */
  record Delivery(String connection, Frame frame) {}

  /**
   * Sends frames and returns when each has arrived or cannot: the frames of one socket in their
   * order, different sockets side by side. Every delivery is tried, whatever became of the others.
   *
   * @return the connections that no longer exist
   * @throws dev.parley.core.failure.Unavailable when some could not be reached for another reason;
   *     they will notice the gap and ask for what they missed
   */
  Set<String> deliver(List<Delivery> deliveries);
}
