package dev.parley.core.ledger;

import dev.parley.core.digest.Hash;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transfers and lines as tests need them, and one look at whether a line follows another. */
public final class Drafts {
  static final Currency RUB = Currency.getInstance("RUB");
  static final Currency EUR = Currency.getInstance("EUR");
  static final String WORKSPACE = "portal";
  static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  private Drafts() {}

  static Transfer transfer(String id, Cause.Event event, Leg... legs) {
    Cause cause = new Cause(event, "order", Optional.of("maria"), Optional.of("why"));
    return new Transfer(WORKSPACE, id, RUB, cause, AT, List.of(legs));
  }

  static Transfer credit(String id, String person, long amount) {
    return transfer(
        id,
        Cause.Event.CREDITED,
        new Leg(Account.WALLET, person, amount),
        Leg.of(Account.GATEWAY, -amount));
  }

  static Transfer pay(String id, String person, String order, long amount) {
    return transfer(
        id,
        Cause.Event.PAID,
        new Leg(Account.WALLET, person, -amount),
        new Leg(Account.ESCROW, order, amount));
  }

  static Transfer release(String id, String order, String specialist, long amount, long kept) {
    return transfer(
        id,
        Cause.Event.RELEASED,
        new Leg(Account.ESCROW, order, -amount),
        new Leg(Account.EARNINGS, specialist, amount - kept),
        Leg.of(Account.COMMISSION, kept));
  }

  static void apply(InMemoryLedger ledger, Transfer transfer) {
    if (!ledger.commit(Posting.of(transfer, ledger::head))) {
      throw new IllegalStateException("somebody was faster");
    }
  }

  /** The same line with other numbers, and the hash that it had. */
  static Line forged(Line line, Map<Account, Long> amounts, Map<Account, Long> balances) {
    return forged(line, line.number(), amounts, balances, line.hash());
  }

  static Line forged(
      Line line, long number, Map<Account, Long> amounts, Map<Account, Long> balances, Hash hash) {
    return new Line(
        line.book(),
        number,
        line.transfer(),
        line.cause(),
        line.at(),
        line.legs(),
        amounts,
        balances,
        hash);
  }

  /** Whether a line stands right behind another; the first one stands behind none. */
  public static boolean follows(Optional<Line> before, Line line) {
    Line previous = before.orElseGet(() -> Line.none(line.book()));
    return line.number() == previous.number() + 1
        && !line.at().isBefore(previous.at())
        && line.hash().equals(line.link(previous.hash()));
  }

  /** What the balance of an account is never below. */
  public static long floor(Account account) {
    return account.floor();
  }

  /** What the balance of an account is never above. */
  public static long ceiling(Account account) {
    return account.ceiling();
  }
}
