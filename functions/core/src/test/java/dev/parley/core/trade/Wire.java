package dev.parley.core.trade;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The line to the provider, on which requests and answers are lost, and requests come late. */
record Wire(Market market, Payments end) implements Payments {
  @Override
  public Page open(Opening opening) {
    requireUp();
    return end.open(opening);
  }

  @Override
  public List<Incoming> incoming(String reference) {
    requireUp();
    return end.incoming(reference);
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    requireUp();
    return end.outgoing(sending);
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    return end.operations(from, until, after);
  }

  @Override
  public Outgoing send(Sending sending) {
    requireUp();
    if (market.isCalm()) {
      return end.send(sending);
    }
    switch (market.chance.below(8)) {
      case 0 -> {
        market.tally.count("line loses request");
        throw new Ambiguous("the request was lost", null);
      }
      case 1 -> {
        market.tally.count("line loses answer");
        end.send(sending);
        throw new Ambiguous("the answer was lost", null);
      }
      case 2 -> {
        market.tally.count("line delivers late");
        Duration late = Duration.ofMinutes(market.chance.between(1, 400));
        market.clockwork.in(late, () -> market.providers().send(sending));
        throw new Ambiguous("nobody has answered", null);
      }
      default -> {
        return end.send(sending);
      }
    }
  }

  private void requireUp() {
    if (!market.isCalm() && market.chance.oneIn(9)) {
      market.tally.count("line down");
      throw new Unavailable("nobody is there");
    }
  }
}
