package dev.parley.core.workspace;

import java.time.Instant;
import java.util.Set;

/**
 * What a ticket for a socket stands for. The ticket's secret itself is known to the client alone.
 *
 * @param epoch the person's epoch when the ticket was issued
 * @param origins web origins from which it may be used
 * @param expiresAt whole seconds
 */
public record Ticket(
    String workspace, String person, long epoch, Set<String> origins, Instant expiresAt) {
  public Ticket {
    origins = Set.copyOf(origins);
  }
}
