package dev.parley.core.finance;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Proof;
import java.util.List;
import java.util.Map;

/**
 * What was found in a slice.
 *
 * @param balances what each account holds at the end of the day, in the books of the slice together
 * @param turnovers what each account gained in the day, by what happened
 * @param lines how many were looked at
 * @param moved what went through the provider in the day, by the value of the payment's id
 * @param flaws empty when everything is right; as many as a report names
 */
public record Findings(
    String slice,
    Map<Account, Long> balances,
    Map<Cause.Event, Map<Account, Long>> turnovers,
    long books,
    long lines,
    Map<String, Moved> moved,
    List<Proof.Flaw> flaws) {
  public Findings {
    balances = Map.copyOf(balances);
    turnovers = Map.copyOf(turnovers);
    moved = Map.copyOf(moved);
    flaws = flaws.stream().limit(Report.FLAWS).toList();
  }

  /**
   * What of a payment went through the provider by our book, neither below zero.
   *
   * @param in what came in
   * @param out what left, by our wish or not
   */
  public record Moved(long in, long out) {
    Moved plus(Moved more) {
      return new Moved(Math.addExact(in, more.in), Math.addExact(out, more.out));
    }
  }
}
