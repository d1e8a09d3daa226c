package dev.parley.core.conversation;

import java.util.List;
import java.util.Set;

/** Reaches open sockets. */
public interface Audience {
  /** One frame for one socket. */
  record Delivery(String connection, Frame frame) {}

  /**
   * What became of deliveries.
   *
   * @param gone connections that no longer exist
   * @param missed connections that could not be reached just now; their clients will notice the gap
   *     and ask for what they missed
   */
  record Delivered(Set<String> gone, Set<String> missed) {
    public Delivered {
      gone = Set.copyOf(gone);
      missed = Set.copyOf(missed);
    }

    public boolean toEverybody() {
      return gone.isEmpty() && missed.isEmpty();
    }
  }

  /**
   * Sends frames and returns when each has arrived or cannot: the frames of one socket in their
   * order up to the first that fails, different sockets side by side. No socket waits for another,
   * or fails with it.
   */
  Delivered deliver(List<Delivery> deliveries);

  /**
   * Ends sockets. Throws {@link dev.parley.core.failure.Unavailable} if any may be open still.
   *
   * @return those that do not exist, or not yet
   */
  Set<String> close(List<String> connections);
}
