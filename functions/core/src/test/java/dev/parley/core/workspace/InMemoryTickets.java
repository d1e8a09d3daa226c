package dev.parley.core.workspace;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tickets in memory. */
public final class InMemoryTickets implements Tickets {
  private final Map<String, Ticket> tickets = new HashMap<>();
  private final Map<String, String> usedBy = new HashMap<>();

  @Override
  public synchronized void save(String hash, Ticket ticket) {
    tickets.put(hash, ticket);
  }

  @Override
  public synchronized Optional<Ticket> redeem(
      String hash, String connection, Optional<String> origin, Instant now) {
    Ticket ticket = tickets.get(hash);
    boolean good =
        ticket != null
            && ticket.expiresAt().getEpochSecond() > now.getEpochSecond()
            && usedBy.getOrDefault(hash, connection).equals(connection)
            && origin.map(ticket.origins()::contains).orElse(true);
    if (!good) {
      return Optional.empty();
    }
    usedBy.put(hash, connection);
    return Optional.of(ticket);
  }
}
