package dev.parley.core.payment;

import dev.parley.core.conversation.Content;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Posting;
import dev.parley.core.money.Money;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what a step has done to somebody's money, where they could not know it otherwise: what a
 * person does is answered with a receipt, and what has no owner concerns nobody.
 */
final class Telling {
  private Telling() {}

  /** What a person is told. */
  enum Event {
    TOPPED_UP,
    TOP_UP_REFUSED,
    /** The provider or a payer's bank has taken back what was in the wallet. */
    TAKEN_BACK,
    /** It waits for a second person's word. */
    WITHDRAWAL_AWAITING,
    WITHDRAWAL_PAID,
    WITHDRAWAL_FAILED,
    WITHDRAWAL_REJECTED,
    /** Somebody has found out that money is theirs, and put it into the wallet. */
    ASSIGNED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whom a step tells what. */
  record Told(String person, Content.Notice notice) {}

  /** What a change tells, if it tells anybody anything; the first payment is what it is about. */
  static Optional<Told> of(Change change) {
    Payment after = change.payments().getFirst();
    return event(after, change.money())
        .flatMap(
            event ->
                person(after)
                    .map(person -> new Told(person, notice(event, after, person, change))));
  }

  /** Who was told that a payment has come to its stage; empty when nobody was. */
  static Optional<String> listener(Payment payment) {
    boolean isTold =
        switch (payment.stage()) {
          case TopUp.Credited _, Stray.Assigned _ -> true;
          case TopUp.Lapsed lapsed -> lapsed.refused();
          case Withdrawal.Awaiting _,
              Withdrawal.Paid _,
              Withdrawal.Failed _,
              Withdrawal.Rejected _ ->
              true;
          case Stage _ -> false;
        };
    return isTold ? person(payment) : Optional.empty();
  }

  private static Optional<Event> event(Payment after, Optional<Posting> money) {
    return switch (after.stage()) {
      case TopUp.Credited _, Stray.Assigned _ -> money.flatMap(Telling::arrival);
      case TopUp.Lapsed lapsed ->
          lapsed.refused() ? Optional.of(Event.TOP_UP_REFUSED) : Optional.empty();
      case Withdrawal.Awaiting _ -> Optional.of(Event.WITHDRAWAL_AWAITING);
      case Withdrawal.Paid _ -> Optional.of(Event.WITHDRAWAL_PAID);
      case Withdrawal.Failed _ -> Optional.of(Event.WITHDRAWAL_FAILED);
      case Withdrawal.Rejected _ -> Optional.of(Event.WITHDRAWAL_REJECTED);
      case TopUp _, Stray _, Withdrawal _ -> Optional.empty();
    };
  }

  private static Optional<Event> arrival(Posting money) {
    return switch (money.lines().getFirst().cause().event()) {
      case TOPPED_UP -> Optional.of(Event.TOPPED_UP);
      case ASSIGNED -> Optional.of(Event.ASSIGNED);
      case TAKEN_BACK -> Optional.of(Event.TAKEN_BACK);
      default -> Optional.empty();
    };
  }

  private static Optional<String> person(Payment payment) {
    return payment.stage() instanceof Stray.Assigned assigned
        ? Optional.of(assigned.person())
        : payment.owner();
  }

  private static Content.Notice notice(Event event, Payment after, String person, Change change) {
    Optional<Line> debts =
        change.money().stream()
            .flatMap(money -> money.lines().stream())
            .filter(line -> line.book().equals(income(after, person)))
            .filter(line -> line.amount(Account.RECEIVABLE) != 0)
            .findFirst();
    return new Content.Notice(
        event.text(),
        after.id().value(),
        event == Event.TAKEN_BACK ? takenBack(change) : after.amount(),
        debts.map(line -> money(line.amount(Account.RECEIVABLE), after)).filter(Money::isPositive),
        debts.map(line -> money(-line.balance(Account.RECEIVABLE), after)),
        reason(after));
  }

  private static Optional<String> reason(Payment after) {
    return switch (after.stage()) {
      case Withdrawal.Failed failed -> Optional.of(failed.reason());
      case Withdrawal.Rejected rejected -> Optional.of(rejected.reason());
      case Stage _ -> Optional.empty();
    };
  }

  private static Money takenBack(Change change) {
    Payment after = change.payments().getFirst();
    long gone = change.money().flatMap(Posting::loose).orElseThrow().amounts().get(Account.GATEWAY);
    return money(gone, after);
  }

  private static Book income(Payment payment, String person) {
    return Book.income(payment.id().workspace(), person, payment.amount().currency());
  }

  private static Money money(long amount, Payment of) {
    return new Money(amount, of.amount().currency());
  }
}
