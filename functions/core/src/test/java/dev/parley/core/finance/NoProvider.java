package dev.parley.core.finance;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where no provider is set: whoever wants something of it is told so. */
final class NoProvider implements Payments {
  @Override
  public Page open(Opening opening) {
    throw unset();
  }

  @Override
  public List<Incoming> incoming(String reference) {
    throw unset();
  }

  @Override
  public Outgoing send(Sending sending) {
    throw unset();
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    throw unset();
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    throw unset();
  }

  @Override
  public boolean keepsBook() {
    return false;
  }

  private static Unavailable unset() {
    return new Unavailable("no provider is set");
  }
}
