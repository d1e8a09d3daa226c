package dev.parley.core.payment;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.ledger.Transfer;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a step does to money into a transfer. */
final class Moves {
  private final LedgerStore ledger;

  Moves(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /**
   * Why the money of a payment moves, and when.
   *
   * @param after the payment as it is then: its version names the transfer
   * @param by the person who wanted it
   */
  record Occasion(Payment after, Optional<String> by, Optional<String> reason, Instant at) {
    /** By nobody here: a provider has told of it. */
    static Occasion told(Payment after, Instant at) {
      return new Occasion(after, Optional.empty(), Optional.empty(), at);
    }
  }

  /** A payment arrives in a wallet; what its owner owes is repaid first. */
  Posting credit(Cause.Event event, String person, Occasion why) {
    long amount = why.after().amount().amount();
    Writing writing = new Writing(event, why);
    long owed = -writing.balance(income(why, person), Account.RECEIVABLE);
    long repaid = Math.min(owed, amount);
    writing.add(
        event == Cause.Event.ASSIGNED ? Account.UNMATCHED : Account.GATEWAY,
        Book.WORKSPACE,
        -amount);
    writing.add(Account.WALLET, person, amount - repaid);
    writing.add(Account.RECEIVABLE, person, repaid);
    return writing.posting(why.after().amount());
  }

  /** A payment arrives and fits nothing. */
  Posting keep(Occasion why) {
    return own(Cause.Event.KEPT, Account.GATEWAY, Account.UNMATCHED, why.after().amount(), why);
  }

  /** Some of it is gone before anybody got it. */
  Posting lose(Money amount, Occasion why) {
    return own(Cause.Event.TAKEN_BACK, Account.UNMATCHED, Account.GATEWAY, amount, why);
  }

  /** Some of it is gone while it is on its way back, or after that: the workspace has lost it. */
  Posting loseTwice(Money amount, Occasion why) {
    return own(Cause.Event.TAKEN_BACK, Account.RESERVE, Account.GATEWAY, amount, why);
  }

  /** It has not left after all, so that what was lost twice is lost once. */
  Posting recover(Money amount, Occasion why) {
    return own(Cause.Event.STAYED, Account.UNMATCHED, Account.RESERVE, amount, why);
  }

  /**
   * A part of it is gone after its owner got it. What is not in the wallet any more is laid out by
   * the reserve, which may come to be below zero, and owed.
   */
  Posting takeBack(String person, Money amount, Occasion why) {
    Writing writing = new Writing(Cause.Event.TAKEN_BACK, why);
    Book wallet = Book.wallet(why.after().id().workspace(), person, amount.currency());
    long there = Math.min(writing.balance(wallet, Account.WALLET), amount.amount());
    long missing = amount.amount() - there;
    writing.add(Account.WALLET, person, -there);
    writing.add(Account.RECEIVABLE, person, -missing);
    writing.add(Account.RESERVE, Book.WORKSPACE, -missing);
    writing.add(Account.ADVANCES, Book.WORKSPACE, missing);
    writing.add(Account.GATEWAY, Book.WORKSPACE, amount.amount());
    return writing.posting(amount);
  }

  /** It is set aside to leave. Whoever owes keeps what they owe. */
  Posting setAside(Purpose purpose, String person, Occasion why) {
    requireUnowed(purpose, person, why);
    return simple(Cause.Event.WITHDRAWN, purpose.from, purpose.aside, person, person, why);
  }

  private void requireUnowed(Purpose purpose, String person, Occasion why) {
    Money amount = why.after().amount();
    Optional<Line> income = ledger.head(income(why, person));
    long owed = income.map(line -> -line.balance(Account.RECEIVABLE)).orElse(0L);
    if (owed > 0) {
      Optional<Line> from =
          purpose == Purpose.EARNINGS
              ? income
              : ledger.head(Book.wallet(why.after().id().workspace(), person, amount.currency()));
      long free = from.map(line -> line.balance(purpose.from)).orElse(0L) - owed;
      if (free < amount.amount()) {
        throw new Shortfall(new Money(amount.amount() - free, amount.currency()));
      }
    }
  }

  /** It has left. */
  Posting leave(Purpose purpose, String person, Occasion why) {
    return simple(Cause.Event.LEFT, purpose.aside, Account.GATEWAY, person, Book.WORKSPACE, why);
  }

  /** It has not left, and is back; what its owner has come to owe meanwhile is repaid first. */
  Posting stay(Purpose purpose, String person, Occasion why) {
    long amount = why.after().amount().amount();
    Writing writing = new Writing(Cause.Event.STAYED, why);
    long repaid = Math.min(-writing.balance(income(why, person), Account.RECEIVABLE), amount);
    writing.add(purpose.aside, person, -amount);
    writing.add(purpose.from, person, amount - repaid);
    writing.add(Account.RECEIVABLE, person, repaid);
    return writing.posting(why.after().amount());
  }

  private Posting own(Cause.Event event, Account from, Account to, Money amount, Occasion why) {
    Writing writing = new Writing(event, why);
    writing.add(from, Book.WORKSPACE, -amount.amount());
    writing.add(to, Book.WORKSPACE, amount.amount());
    return writing.posting(amount);
  }

  private Posting simple(
      Cause.Event event, Account from, Account to, String whoseFrom, String whoseTo, Occasion why) {
    long amount = why.after().amount().amount();
    Writing writing = new Writing(event, why);
    writing.add(from, whoseFrom, -amount);
    writing.add(to, whoseTo, amount);
    return writing.posting(why.after().amount());
  }

  private static Book income(Occasion why, String person) {
    Payment after = why.after();
    return Book.income(after.id().workspace(), person, after.amount().currency());
  }

  /** Where money is taken from that leaves, and where it is meanwhile. */
  enum Purpose {
    EARNINGS(Account.EARNINGS, Account.WITHDRAWING),
    WALLET(Account.WALLET, Account.RETURNING),
    /** It stays where it is until it has left. */
    UNMATCHED(Account.UNMATCHED, Account.UNMATCHED);

    private final Account from;
    private final Account aside;

    Purpose(Account from, Account aside) {
      this.from = from;
      this.aside = aside;
    }
  }

  /** One transfer: heads are read once, so that what is decided by them is written behind them. */
  private final class Writing {
    private final Cause.Event event;
    private final Occasion why;
    private final List<Leg> legs = new ArrayList<>();
    private final Map<Book, Optional<Line>> heads = new HashMap<>();

    private Writing(Cause.Event event, Occasion why) {
      this.event = event;
      this.why = why;
    }

    private void add(Account account, String owner, long amount) {
      if (amount != 0) {
        legs.add(new Leg(account, owner, amount));
      }
    }

    private long balance(Book book, Account account) {
      return head(book).map(line -> line.balance(account)).orElse(0L);
    }

    private Optional<Line> head(Book book) {
      return heads.computeIfAbsent(book, ledger::head);
    }

    private Posting posting(Money in) {
      PaymentId id = why.after().id();
      String payment = id.value();
      Transfer transfer =
          new Transfer(
              id.workspace(),
              id.transfer(why.after().version()),
              in.currency(),
              new Cause(event, payment, why.by(), why.reason()),
              why.at(),
              legs);
      return Posting.of(transfer, this::head);
    }
  }
}
