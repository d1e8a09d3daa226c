package dev.parley.core.payment;

import java.util.Optional;

/** Something that a {@link FakeProvider} was asked to send, and what has become of it. */
record Exit(String id, Sending sending, Outgoing.State state) {
  Outgoing told() {
    return new Outgoing(
        sending.key(),
        Optional.of(id),
        state,
        state == Outgoing.State.FAILED ? Optional.of("refused") : Optional.empty());
  }

  Exit to(Outgoing.State end) {
    return new Exit(id, sending, end);
  }
}
