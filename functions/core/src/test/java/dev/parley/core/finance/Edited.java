package dev.parley.core.finance;

import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A provider whose book says something else, and comes in short pages. */
final class Edited implements Payments {
  private static final int PAGE = 2;

  private final Payments provider;
  private final UnaryOperator<List<Operation>> how;

  Edited(Payments provider, UnaryOperator<List<Operation>> how) {
    this.provider = provider;
    this.how = how;
  }

  @Override
  public Page open(Opening opening) {
    return provider.open(opening);
  }

  @Override
  public List<Incoming> incoming(String reference) {
    return provider.incoming(reference);
  }

  @Override
  public Outgoing send(Sending sending) {
    return provider.send(sending);
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    return provider.outgoing(sending);
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    List<Operation> all =
        how.apply(provider.operations(from, until, Optional.empty()).operations());
    int begin = 0;
    for (int at = 0; at < all.size(); at++) {
      if (after.filter(all.get(at).id()::equals).isPresent()) {
        begin = at + 1;
      }
    }
    int end = Math.min(all.size(), begin + PAGE);
    return new Operations(all.subList(begin, end), end == all.size());
  }
}
