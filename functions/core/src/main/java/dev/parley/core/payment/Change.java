package dev.parley.core.payment;

import dev.parley.core.conversation.Commit;
import dev.parley.core.ledger.Posting;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one step writes, as data. A store applies all of it or nothing; it applies
 * nothing when a payment is not at the version before this one, or when a line or an entry has its
 * number taken.
 *
 * @param payments the first one is what it is about
 * @param notice what the person concerned is told of it
 */
public record Change(List<Payment> payments, Optional<Posting> money, Optional<Commit> notice) {
  public Change {
    payments = List.copyOf(payments);
  }

  /** Of which nobody is told. */
  public Change(List<Payment> payments, Optional<Posting> money) {
    this(payments, money, Optional.empty());
  }

  Change telling(Optional<Commit> words) {
    return new Change(payments, money, words);
  }

  static Change of(Payment payment) {
    return new Change(List.of(payment), Optional.empty());
  }

  static Change of(Payment payment, Posting money) {
    return new Change(List.of(payment), Optional.of(money));
  }
}
