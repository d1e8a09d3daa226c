package dev.parley.core.payment;

import java.time.Instant;
import java.util.Optional;

/** What a payment has come to; each stage holds what it needs and nothing else. */
public sealed interface Stage permits TopUp, Withdrawal, Stray {
  /** When it is to be gone on with; empty when it never is. */
  default Optional<Instant> wakeAt() {
    return Optional.empty();
  }

  /** The list on which whoever keeps the workspace's money finds it. */
  default Optional<Desk> desk() {
    return Optional.empty();
  }
}
