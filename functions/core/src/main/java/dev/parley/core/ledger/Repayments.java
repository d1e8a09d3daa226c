package dev.parley.core.ledger;

import dev.parley.core.attempt.Attempts;
import dev.parley.core.attempt.Backoff;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Brings what specialists have repaid back into the reserve that laid it out. It is a transfer of
 * its own that an audit makes, so that no payment waits for the reserve.
 */
public final class Repayments {
  private static final String SUFFIX = ".r";

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
