package dev.parley.core.ledger;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.attempt.Backoff;
import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have, and what whoever keeps the workspace's money puts in. */
public final class Wallets {
  /** Most lines of a statement at once. */
  public static final int PAGE_LINES = 200;

  private static final int ID_BYTES = 16;

  private final LedgerStore store;
  private final Directory directory;
  private final InstantSource clock;
  private final Attempts<Posting> attempts;

  public Wallets(LedgerStore store, Directory directory, InstantSource clock, Backoff backoff) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
    this.attempts = new Attempts<>(store::commit, backoff);
  }

  /**
   * What a person has.
   *
   * @param wallet what they can pay with
   * @param returning what is on its way back to where it came from
   * @param earnings what they can withdraw
   * @param withdrawing what is on its way out
   * @param owed what they owe the workspace
   */
  public record Wallet(
      Money wallet, Money returning, Money earnings, Money withdrawing, Money owed) {}

  /**
   * What somebody gets who has put money in; the same for whoever tries again.
   *
   * @param transfer its id
   * @param at when it stands in the books
   */
  public record Receipt(String transfer, Instant at) {}

  /**
   * A part of a book.
   *
   * @param complete whether it reaches the newest line
   */
  public record Statement(List<Line> lines, boolean complete) {}

  /** The caller's own. */
  public Wallet show(Membership me) {
    Currency currency = me.workspace().consultations().currency();
    Optional<Line> wallet = store.head(book(me, Account.Kind.WALLET));
    Optional<Line> income = store.head(book(me, Account.Kind.INCOME));
    return new Wallet(
        balance(wallet, Account.WALLET, currency),
        balance(wallet, Account.RETURNING, currency),
        balance(income, Account.EARNINGS, currency),
        balance(income, Account.WITHDRAWING, currency),
        balance(income, Account.RECEIVABLE, currency).negated());
  }

  /**
   * Lines of the caller's own wallet or income.
   *
   * @param after number of the last line that the caller has; 0 for the beginning
   */
  public Statement statement(Membership me, Account.Kind kind, long after, int atMost) {
    int most = Math.min(atMost, PAGE_LINES);
    List<Line> lines = store.page(book(me, kind), after, most + 1);
    return new Statement(lines.stream().limit(most).toList(), lines.size() <= most);
  }

  /** Puts money into a person's wallet that has come in some other way. */
  public Receipt credit(Membership me, String person, Money amount, String reason, String key) {
    return put(me, new Put(Account.WALLET, person, amount, reason), key);
  }

  /** Puts money of the workspace's own into its reserve. */
  public Receipt fund(Membership me, Money amount, String reason, String key) {
    return put(me, new Put(Account.RESERVE, Book.WORKSPACE, amount, reason), key);
  }

  /** What is put where. */
  private record Put(Account account, String whose, Money amount, String reason) {
    Cause cause(Membership me) {
      return new Cause(
          account == Account.RESERVE ? Cause.Event.FUNDED : Cause.Event.CREDITED,
          whose,
          Optional.of(me.member().person()),
          Optional.of(reason));
    }

    List<Leg> legs() {
      return List.of(
          new Leg(account, whose, amount.amount()), Leg.of(Account.BANK, -amount.amount()));
    }
  }

  private Receipt put(Membership me, Put put, String key) {
    requireAccountant(me);
    String by = me.member().person();
    String id = new Sha256("parley/put/1").add(by).add(key).text(ID_BYTES);
    return attempts.settle(look(me, id), there -> step(me, put, id, there), () -> look(me, id));
  }

  private Optional<Loose> look(Membership me, String transfer) {
    return store.loose(me.workspace().id(), transfer);
  }

  /** Asked again, it is answered before anything is judged: what was right then may not be now. */
  private Attempts.Step<Posting, Receipt> step(
      Membership me, Put put, String id, Optional<Loose> there) {
    if (there.isPresent()) {
      return new Attempts.Step.Settled<>(repeated(there.get(), put, put.cause(me)));
    }
    requireSound(me, put.amount());
    requireThatIsHere(me, put);
    Transfer transfer =
        new Transfer(
            me.workspace().id(),
            id,
            put.amount().currency(),
            put.cause(me),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            put.legs());
    Posting posting = Posting.of(transfer, store::head);
    return new Attempts.Step.Write<>(posting, new Receipt(transfer.id(), posting.at()));
  }

  private static Receipt repeated(Loose there, Put put, Cause cause) {
    boolean same =
        there.cause().equals(cause)
            && there.currency().equals(put.amount().currency())
            && there.amounts().equals(Map.of(Account.BANK, -put.amount().amount()));
    if (!same) {
      throw Refused.field(
          Code.IDEMPOTENCY_MISMATCH, "key", "This key was used before for something else.");
    }
    return new Receipt(there.transfer(), there.at());
  }

  private void requireThatIsHere(Membership me, Put put) {
    boolean isHere =
        put.account() == Account.RESERVE
            || directory.member(me.workspace().id(), put.whose()).isPresent();
    if (!isHere) {
      throw Refused.notFound();
    }
  }

  private static void requireAccountant(Membership me) {
    if (!me.member().is(Role.ACCOUNTANT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only an accountant puts money in.");
    }
  }

  private static void requireSound(Membership me, Money amount) {
    boolean sound =
        amount.isPositive()
            && amount.amount() <= Money.MOST
            && amount.currency().equals(me.workspace().consultations().currency());
    if (!sound) {
      throw Refused.field(
          Code.INVALID_FIELD,
          "amount",
          "It is more than nothing, at most " + Money.MOST + ", in the currency used here.");
    }
  }

  private static Book book(Membership me, Account.Kind kind) {
    Currency currency = me.workspace().consultations().currency();
    String workspace = me.workspace().id();
    String person = me.member().person();
    return switch (kind) {
      case WALLET -> Book.wallet(workspace, person, currency);
      case INCOME -> Book.income(workspace, person, currency);
      case ESCROW, RESERVE -> throw Refused.notFound();
    };
  }

  private static Money balance(Optional<Line> head, Account account, Currency currency) {
    return new Money(head.map(line -> line.balance(account)).orElse(0L), currency);
  }
}
