package dev.parley.core.trade;

import dev.parley.core.consultation.Change;
import dev.parley.core.ledger.Posting;
import dev.parley.core.simulation.Tally;
import java.util.Locale;
import java.util.function.Supplier;

/** Hears of everything that is committed, and fails at once when a law is broken. */
final class Audit {
  private final Tally tally;
  private final BookAudit books;
  private final OrderAudit orders;
  private final PaymentAudit payments;

  Audit(Market market, Tally tally) {
    this.tally = tally;
    this.books = new BookAudit(this, market);
    this.orders = new OrderAudit(this, market, books);
    this.payments = new PaymentAudit(this, market, books);
  }

  BookAudit books() {
    return books;
  }

  OrderAudit orders() {
    return orders;
  }

  PaymentAudit payments() {
    return payments;
  }

  void require(Invariant law, boolean holds, Supplier<String> what) {
    tally.count("law " + law.name().toLowerCase(Locale.ROOT));
    if (!holds) {
      throw new AssertionError(law + " is broken: " + what.get());
    }
  }

  void committed(Change change) {
    change.money().ifPresent(books::posted);
    orders.committed(change);
  }

  void committed(dev.parley.core.payment.Change change) {
    change.money().ifPresent(books::posted);
    payments.committed(change);
  }

  void committed(Posting posting) {
    books.posted(posting);
  }

  /** Looks at everything once more. */
  void end() {
    books.end();
    orders.end();
    payments.end();
  }
}
