package dev.parley.core.payment;

import dev.parley.core.ledger.Posting;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one step writes, as data. A store applies all of it or nothing; it applies
 * nothing when a payment is not at the version before this one, or when a line has its number
 * taken.
 */
public record Change(List<Payment> payments, Optional<Posting> money) {
  public Change {
    payments = List.copyOf(payments);
  }

  static Change of(Payment payment) {
    return new Change(List.of(payment), Optional.empty());
  }

  static Change of(Payment payment, Posting money) {
    return new Change(List.of(payment), Optional.of(money));
  }
}
