package dev.parley.core.workspace;

import java.time.Instant;
import java.util.Optional;

/** Keeps tickets by the hash of their secret. */
public interface Tickets {
  void save(String hash, Ticket ticket);

  /**
   * Binds an unexpired ticket to a connection, once: afterwards only the same connection gets it
   * again.
   *
   * @param origin of the page that opens the socket; empty for a native client
   * @return empty when the ticket does not exist, has expired, belongs to another connection, or
   *     the origin is not on its list
   */
  Optional<Ticket> redeem(String hash, String connection, Optional<String> origin, Instant now);
}
