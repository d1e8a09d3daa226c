package dev.parley.core.payment;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.Directory;
import java.time.InstantSource;

/** Everything that payments need from outside. */
public record Ports(
    PaymentStore store,
    LedgerStore ledger,
    Payments provider,
    Wakings wakings,
    dev.parley.core.conversation.Ports conversations) {
  /** Who is who. */
  public Directory directory() {
    return conversations.directory();
  }

  /** What payments take place by. */
  public InstantSource clock() {
    return conversations.clock();
  }

  /** What lies between two tries. */
  public Backoff backoff() {
    return conversations.backoff();
  }
}
