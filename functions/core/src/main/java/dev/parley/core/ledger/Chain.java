package dev.parley.core.ledger;

import dev.parley.core.digest.Hash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param number of that line
   * @param known the hash that it had then
   * @param lines from the one in front of it on
   * @return what is behind it; empty when it is not as it was, and only the whole book tells more
   */
  public Optional<List<Line>> goOn(Book book, long number, Hash known, List<Line> lines) {
    int place = number == 1 ? 0 : 1;
    if (lines.size() <= place || lines.get(place).number() != number) {
      flaw(Proof.Flaw.What.GAP, book, number);
      return Optional.empty();
    }
    Line line = lines.get(place);
    if (!line.hash().equals(known)) {
      flaw(Proof.Flaw.What.HASH, book, number);
      return Optional.empty();
    }
    check(number == 1 ? Line.none(book) : lines.getFirst(), line);
    List<Line> behind = lines.subList(place + 1, lines.size());
    follow(line, behind);
    return Optional.of(behind);
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
    flaw(what, line.book(), line.number());
  }

  private void flaw(Proof.Flaw.What what, Book book, long number) {
    flaws.add(new Proof.Flaw(what, book.toString(), number));
  }
}
