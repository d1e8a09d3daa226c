package dev.parley.core.payment;

import dev.parley.core.consultation.Till;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Transfer;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Books into which a test puts what somebody has or owes, by a clock that it moves. */
class Safe extends Till {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger keys = new AtomicInteger();

  static Money rub(long kopecks) {
    return new Money(kopecks, RUB);
  }

  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  String key() {
    return "key-" + keys.incrementAndGet();
  }

  /** A specialist has earned it before. */
  void earns(String person, long kopecks) {
    moved(new Leg(Account.EARNINGS, person, kopecks), Leg.of(Account.BANK, -kopecks));
  }

  /** The reserve has laid it out for somebody. */
  void owes(String person, long kopecks) {
    moved(
        new Leg(Account.RECEIVABLE, person, -kopecks),
        Leg.of(Account.ADVANCES, kopecks),
        Leg.of(Account.RESERVE, -kopecks),
        Leg.of(Account.BANK, kopecks));
  }

  void fund(long kopecks) {
    moved(Leg.of(Account.RESERVE, kopecks), Leg.of(Account.BANK, -kopecks));
  }

  private void moved(Leg... legs) {
    Cause cause = new Cause(Cause.Event.CREDITED, "", Optional.empty(), Optional.empty());
    Transfer transfer =
        new Transfer(WORKSPACE, "given" + key(), RUB, cause, now.get(), List.of(legs));
    if (!ledger.commit(Posting.of(transfer, ledger::head))) {
      throw new IllegalStateException("somebody was faster");
    }
  }

  /** What our books say that the provider has. */
  long gateway() {
    return -loose(Account.GATEWAY);
  }

  /** How many lines of a person's books and of the reserve there are. */
  int lines(Book book) {
    return ledger.page(book, 0, Integer.MAX_VALUE).size();
  }
}
