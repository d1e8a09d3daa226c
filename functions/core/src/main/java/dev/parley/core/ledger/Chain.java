package dev.parley.core.ledger;

import dev.parley.core.digest.Hash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Shows that every line of a book follows from the one in front of it, within its bounds. */
public final class Chain {
  private final List<Proof.Flaw> flaws = new ArrayList<>();
  private long lines;

  /** Takes in a whole book, in the order of its lines. */
  public void add(List<Line> book) {
    if (!book.isEmpty()) {
      follow(Line.none(book.getFirst().book()), book);
    }
  }

  /**
   * Takes in what has come behind a line that was looked at before.
   *
   * @param known the hash that it had then
   */
  public void goOn(Line line, Hash known, List<Line> behind) {
    if (!line.hash().equals(known)) {
      flaw(Proof.Flaw.What.HASH, line);
    }
    follow(line, behind);
  }

  private void follow(Line first, List<Line> behind) {
    Line previous = first;
    for (Line line : behind) {
      check(previous, line);
      previous = line;
      lines++;
    }
  }

  /** How many lines were looked at. */
  public long lines() {
    return lines;
  }

  /** What is wrong; empty when everything is right. */
  public List<Proof.Flaw> flaws() {
    return List.copyOf(flaws);
  }

  private void check(Line before, Line line) {
    if (line.number() != before.number() + 1) {
      flaw(Proof.Flaw.What.GAP, line);
    }
    Map<Account, Long> after = new EnumMap<>(Account.class);
    after.putAll(before.balances());
    line.amounts().forEach((account, amount) -> after.merge(account, amount, Math::addExact));
    if (!after.equals(line.balances())) {
      flaw(Proof.Flaw.What.BALANCE, line);
    }
    line.balances().keySet().stream()
        .filter(account -> !line.isWithinBounds(account))
        .forEach(_ -> flaw(Proof.Flaw.What.BOUNDS, line));
    if (!line.link(before.hash()).equals(line.hash())) {
      flaw(Proof.Flaw.What.HASH, line);
    }
  }

  private void flaw(Proof.Flaw.What what, Line line) {
    flaws.add(new Proof.Flaw(what, line.book().toString(), line.number()));
  }
}
