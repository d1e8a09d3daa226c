package dev.parley.core.ledger;

import dev.parley.core.digest.Hash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Shows that books are right: every line follows from the one in front of it, no balance is out of
 * its bounds, and every transfer sums to zero, of the legs that it was written with.
 */
public final class Proof {
  private final List<Flaw> flaws = new ArrayList<>();
  private final Tally tally = new Tally();
  private long lines;

  /**
   * Something that is not as it must be.
   *
   * @param where a book, or a transfer
   */
  public record Flaw(What what, String where, long line) {
    /** What is not as it must be. */
    public enum What {
      /** A number is missing, or is there twice. */
      GAP,
      /** A balance is not what the lines before make it. */
      BALANCE,
      /** A balance is below what it may be, or above. */
      BOUNDS,
      /** The hash is not that of what stands there. */
      HASH,
      /** A transfer does not sum to zero. */
      SUM,
      /** A transfer sums to zero, but not of the legs that its lines were written with. */
      LEGS
    }
  }

  /** Takes in a whole book, in the order of its lines. */
  public void add(List<Line> book) {
    Line previous = null;
    for (Line line : book) {
      check(previous == null ? Line.none(line.book()) : previous, line);
      tally.add(line);
      previous = line;
      lines++;
    }
  }

  /** Takes in legs that stand in no book. */
  public void add(Loose loose) {
    tally.add(loose);
  }

  /** How many lines were looked at. */
  public long lines() {
    return lines;
  }

  /**
   * What is wrong; empty when everything is right.
   *
   * <p>Call it after every book and every loose leg was taken in.
   */
  public List<Flaw> flaws() {
    List<Flaw> all = new ArrayList<>(flaws);
    tally.unbalanced().forEach(transfer -> all.add(new Flaw(Flaw.What.SUM, transfer, 0)));
    tally.altered().forEach(transfer -> all.add(new Flaw(Flaw.What.LEGS, transfer, 0)));
    return List.copyOf(all);
  }

  private void check(Line before, Line line) {
    if (line.number() != before.number() + 1) {
      flaw(Flaw.What.GAP, line);
    }
    Map<Account, Long> after = new EnumMap<>(Account.class);
    after.putAll(before.balances());
    line.amounts().forEach((account, amount) -> after.merge(account, amount, Math::addExact));
    if (!after.equals(line.balances())) {
      flaw(Flaw.What.BALANCE, line);
    }
    line.balances().keySet().stream()
        .filter(account -> !line.isWithinBounds(account))
        .forEach(_ -> flaw(Flaw.What.BOUNDS, line));
    Hash link = line.link(before.hash());
    if (!link.equals(line.hash())) {
      flaw(Flaw.What.HASH, line);
    }
  }

  private void flaw(Flaw.What what, Line line) {
    flaws.add(new Flaw(what, line.book().toString(), line.number()));
  }
}
