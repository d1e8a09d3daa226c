package dev.parley.core.workspace;

import java.util.UUID;

class InMemoryTicketsTest extends TicketsContract {
  private final Tickets tickets = new InMemoryTickets();

  @Override
  protected Tickets tickets() {
    return tickets;
  }

  @Override
  protected String freshHash() {
    return UUID.randomUUID().toString();
  }
}
