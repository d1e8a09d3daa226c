package dev.parley.core.ledger;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.attempt.Backoff;
import dev.parley.core.digest.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has debts repaid, and brings what was repaid back into the reserve that laid it out. These are
 * transfers of their own that an audit or a night makes, so that no payment waits for the reserve.
 */
public final class Repayments {
  private static final String SUFFIX = ".r";
  private static final int ID_BYTES = 16;

  private final LedgerStore store;
  private final Attempts<Posting> attempts;

  public Repayments(LedgerStore store, Backoff backoff) {
    this.store = store;
    this.attempts = new Attempts<>(store::commit, backoff);
  }

  /** Whether a line repays a debt. */
  public static boolean repays(Line line) {
    return line.amount(Account.RECEIVABLE) > 0;
  }

  /**
   * Restores what a line has repaid; doing it again changes nothing. It stands at the instant at
   * which it is done: the day of the line may have been looked at already.
   *
   * @return whether it was missing
   */
  public boolean restore(Line line, Instant now) {
    Transfer transfer = transfer(line, now.truncatedTo(ChronoUnit.MILLIS));
    return attempts.settle(look(transfer), there -> step(transfer, there), () -> look(transfer));
  }

  /**
   * Takes what somebody owes from their wallet, where both stand side by side: what comes back from
   * a consultation does not wait for the books of debts.
   *
   * @return whether anything was taken
   */
  public boolean settle(String workspace, String person, Currency currency, Instant now) {
    return attempts.settle(
        income(workspace, person, currency),
        income -> settling(income, workspace, person, now.truncatedTo(ChronoUnit.MILLIS)),
        () -> income(workspace, person, currency));
  }

  private Optional<Line> income(String workspace, String person, Currency currency) {
    return store.head(Book.income(workspace, person, currency));
  }

  private Attempts.Step<Posting, Boolean> settling(
      Optional<Line> income, String workspace, String person, Instant at) {
    long owed = income.map(line -> -line.balance(Account.RECEIVABLE)).orElse(0L);
    if (owed <= 0) {
      return new Attempts.Step.Settled<>(false);
    }
    Line debt = income.orElseThrow();
    Currency currency = debt.book().currency();
    Optional<Line> wallet = store.head(Book.wallet(workspace, person, currency));
    long taken = Math.min(owed, wallet.map(line -> line.balance(Account.WALLET)).orElse(0L));
    if (taken <= 0) {
      return new Attempts.Step.Settled<>(false);
    }
    Transfer transfer =
        new Transfer(
            workspace,
            new Sha256("parley/settled/1").add(person).add(debt.number()).text(ID_BYTES),
            currency,
            new Cause(Cause.Event.SETTLED, person, Optional.empty(), Optional.empty()),
            at,
            List.of(
                new Leg(Account.WALLET, person, -taken),
                new Leg(Account.RECEIVABLE, person, taken)));
    Map<Book, Optional<Line>> heads =
        Map.of(debt.book(), income, wallet.orElseThrow().book(), wallet);
    return new Attempts.Step.Write<>(Posting.of(transfer, heads::get), true);
  }

  private Optional<Loose> look(Transfer transfer) {
    return store.loose(transfer.workspace(), transfer.id());
  }

  private Attempts.Step<Posting, Boolean> step(Transfer transfer, Optional<Loose> there) {
    return there.isPresent()
        ? new Attempts.Step.Settled<>(false)
        : new Attempts.Step.Write<>(Posting.of(transfer, store::head), true);
  }

  private static Transfer transfer(Line line, Instant at) {
    long repaid = line.amount(Account.RECEIVABLE);
    Cause cause =
        new Cause(Cause.Event.RESTORED, line.cause().of(), Optional.empty(), Optional.empty());
    return new Transfer(
        line.book().workspace(),
        line.transfer() + SUFFIX,
        line.book().currency(),
        cause,
        at,
        List.of(Leg.of(Account.RESERVE, repaid), Leg.of(Account.ADVANCES, -repaid)));
  }
}
