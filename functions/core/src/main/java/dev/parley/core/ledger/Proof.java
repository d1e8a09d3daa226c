package dev.parley.core.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that books are right: every line follows from the one in front of it, no balance is out of
 * its bounds, and every transfer sums to zero, of the legs that it was written with.
 */
public final class Proof {
  private final Chain chain = new Chain();
  private final Tally tally = new Tally();

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
    chain.add(book);
    book.forEach(tally::add);
  }

  /** Takes in legs that stand in no book. */
  public void add(Loose loose) {
    tally.add(loose);
  }

  /** How many lines were looked at. */
  public long lines() {
    return chain.lines();
  }

  /**
   * What is wrong; empty when everything is right.
   *
   * <p>Call it after every book and every loose leg was taken in.
   */
  public List<Flaw> flaws() {
    List<Flaw> all = new ArrayList<>(chain.flaws());
    tally.unbalanced().forEach(transfer -> all.add(new Flaw(Flaw.What.SUM, transfer, 0)));
    tally.altered().forEach(transfer -> all.add(new Flaw(Flaw.What.LEGS, transfer, 0)));
    return List.copyOf(all);
  }
}
