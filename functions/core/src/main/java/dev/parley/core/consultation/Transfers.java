package dev.parley.core.consultation;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Leg;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Transfer;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns what a step does to money into a transfer. */
final class Transfers {
  private final LedgerStore ledger;

  Transfers(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /** Who moves the money of which consultation, and when. */
  record Occasion(Consultation after, Optional<String> by, Optional<String> note, Instant at) {
    private String workspace() {
      return after.id().workspace();
    }
  }

  /** What is written into the books; empty when no money moves. */
  Optional<Posting> posting(Effect effect, Occasion occasion) {
    return switch (effect) {
      case Effect.None _ -> Optional.empty();
      case Effect.Hold hold -> Optional.of(hold(hold, occasion));
      case Effect.Part part -> Optional.of(part(part, occasion));
      case Effect.Reclaim reclaim -> Optional.of(reclaim(reclaim, occasion));
    };
  }

  private Posting hold(Effect.Hold hold, Occasion occasion) {
    Money price = hold.price();
    Parties parties = occasion.after().parties();
    Legs legs = new Legs();
    legs.add(Account.WALLET, parties.client(), -price.amount());
    legs.add(Account.ESCROW, occasion.after().id().value(), price.amount());
    return post(Cause.Event.PAID, price.currency(), legs, occasion, this::head);
  }

  /** A debt of the specialist is repaid before they receive anything. */
  private Posting part(Effect.Part part, Occasion occasion) {
    Parties parties = occasion.after().parties();
    Settlement settlement = part.settlement();
    Heads heads = new Heads();
    Currency currency = part.price().currency();
    long released = settlement.released().amount();
    Book income = Book.income(occasion.workspace(), parties.specialist(), currency);
    long owed = released == 0 ? 0 : -heads.balance(income, Account.RECEIVABLE);
    long repaid = Math.min(owed, released);
    Legs legs = new Legs();
    legs.add(Account.ESCROW, occasion.after().id().value(), -part.price().amount());
    legs.add(Account.WALLET, parties.client(), settlement.refunded().amount());
    legs.add(Account.EARNINGS, parties.specialist(), released - repaid);
    legs.add(Account.RECEIVABLE, parties.specialist(), repaid);
    legs.add(Account.COMMISSION, Book.WORKSPACE, settlement.commission().amount());
    return post(event(settlement), currency, legs, occasion, heads::of);
  }

  private static Cause.Event event(Settlement settlement) {
    if (settlement.refunded().isZero()) {
      return Cause.Event.RELEASED;
    }
    boolean all = settlement.released().isZero() && settlement.commission().isZero();
    return all ? Cause.Event.REFUNDED : Cause.Event.SPLIT;
  }

  /** The reserve lays it out, the specialist owes it, and no commission is kept of it. */
  private Posting reclaim(Effect.Reclaim reclaim, Occasion occasion) {
    Parties parties = occasion.after().parties();
    long laidOut = reclaim.amount().minus(reclaim.commission()).amount();
    Legs legs = new Legs();
    legs.add(Account.WALLET, parties.client(), reclaim.amount().amount());
    legs.add(Account.COMMISSION, Book.WORKSPACE, -reclaim.commission().amount());
    legs.add(Account.RESERVE, Book.WORKSPACE, -laidOut);
    legs.add(Account.RECEIVABLE, parties.specialist(), -laidOut);
    legs.add(Account.ADVANCES, Book.WORKSPACE, laidOut);
    return post(Cause.Event.RECLAIMED, reclaim.amount().currency(), legs, occasion, this::head);
  }

  private Optional<Line> head(Book book) {
    return ledger.head(book);
  }

  private static Posting post(
      Cause.Event event,
      Currency currency,
      Legs legs,
      Occasion occasion,
      Function<Book, Optional<Line>> heads) {
    Consultation after = occasion.after();
    String consultation = after.id().value();
    Transfer transfer =
        new Transfer(
            occasion.workspace(),
            consultation + "." + after.version(),
            currency,
            new Cause(event, consultation, occasion.by(), occasion.note()),
            occasion.at(),
            legs.list);
    return Posting.of(transfer, heads);
  }

  /** Legs that move something. */
  private static final class Legs {
    private final List<Leg> list = new ArrayList<>();

    private void add(Account account, String owner, long amount) {
      if (amount != 0) {
        list.add(new Leg(account, owner, amount));
      }
    }
  }

  /** Newest lines, each read once, so that what is decided by them is what is written behind. */
  private final class Heads {
    private final Map<Book, Optional<Line>> read = new HashMap<>();

    private Optional<Line> of(Book book) {
      return read.computeIfAbsent(book, ledger::head);
    }

    private long balance(Book book, Account account) {
      return of(book).map(line -> line.balance(account)).orElse(0L);
    }
  }
}
