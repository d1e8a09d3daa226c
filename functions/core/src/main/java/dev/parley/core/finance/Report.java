package dev.parley.core.finance;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import java.util.List;
import java.util.Map;

/**
 * What a night has found.
 *
 * @param balances what each account holds at the end of the day
 * @param turnovers what each account gained in the day, by what happened
 * @param imbalance what all accounts hold together; anything but nothing is a defect
 * @param unmatched what fits nothing that was expected
 * @param reconciling what may have left or not, when the report was made
 * @param flaws of the books, at most {@link #FLAWS}
 * @param differences from the provider's book, at most {@link #DIFFERENCES}
 */
public record Report(
    Night night,
    Map<Account, Long> balances,
    Map<Cause.Event, Map<Account, Long>> turnovers,
    long books,
    long lines,
    Money imbalance,
    Money unmatched,
    Money reconciling,
    List<Proof.Flaw> flaws,
    List<Difference> differences) {
  /** Most flaws that a report names. */
  public static final int FLAWS = 50;

  /** Most differences that it names. */
  public static final int DIFFERENCES = 50;

  public Report {
    balances = Map.copyOf(balances);
    turnovers = Map.copyOf(turnovers);
    flaws = flaws.stream().limit(FLAWS).toList();
    differences = differences.stream().limit(DIFFERENCES).toList();
  }

  /** Whether nobody has to look at it. */
  public boolean isClean() {
    return imbalance.isZero() && flaws.isEmpty() && differences.isEmpty();
  }
}
