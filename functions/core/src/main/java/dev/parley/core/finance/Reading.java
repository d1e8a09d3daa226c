package dev.parley.core.finance;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Chain;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of the books of a slice: proves them, adds them up, and writes down the day. */
final class Reading {
  private static final int PAGE = 500;

  private final Night night;
  private final LedgerStore ledger;
  private final Chain chain = new Chain();
  private final Map<Account, Long> balances = new EnumMap<>(Account.class);
  private final Map<Cause.Event, Map<Account, Long>> turnovers = new EnumMap<>(Cause.Event.class);
  private final Csv csv =
      new Csv(
          "at", "transfer", "event", "of", "by", "reason", "owner", "account", "amount", "balance",
          "currency");
  private long books;

  Reading(Night night, LedgerStore ledger) {
    this.night = night;
    this.ledger = ledger;
  }

  /**
   * What of a book lies before the end of the day.
   *
   * @param last the last line; empty when there is none
   * @param fresh what was not looked at before
   */
  record Part(Optional<Line> last, List<Line> fresh) {}

  /** Reads a book from where it was left. */
  Part book(Book book, Optional<Mark.Place> known) {
    long after = known.map(it -> it.number() - 1).orElse(0L);
    List<Line> lines = lines(book, after);
    List<Line> fresh = known.isPresent() && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
    if (known.isPresent()) {
      goOn(book, known.get(), lines, fresh);
    } else {
      chain.add(lines);
    }
    Optional<Line> last = lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
    if (last.isPresent()) {
      books++;
      last.get().balances().forEach(this::hold);
      fresh.stream().filter(line -> night.covers(line.at())).forEach(this::note);
    }
    return new Part(last, List.copyOf(fresh));
  }

  private void goOn(Book book, Mark.Place known, List<Line> lines, List<Line> fresh) {
    if (lines.isEmpty()) {
      throw new IllegalStateException("a book has become shorter: " + book.kind());
    }
    chain.goOn(lines.getFirst(), known.hash(), fresh);
  }

  private List<Line> lines(Book book, long after) {
    List<Line> lines = new ArrayList<>();
    long behind = after;
    List<Line> page;
    boolean beyond;
    do {
      page = ledger.page(book, behind, PAGE);
      page.stream().filter(line -> line.at().isBefore(night.until())).forEach(lines::add);
      beyond = !page.isEmpty() && !page.getLast().at().isBefore(night.until());
      behind = page.isEmpty() ? behind : page.getLast().number();
    } while (page.size() == PAGE && !beyond);
    return lines;
  }

  /** Reads a shard of what stands in no book. */
  void loose(int shard) {
    String after = "";
    List<Loose> page;
    do {
      page = ledger.loose(night.workspace(), shard, after, PAGE);
      for (Loose it : page) {
        after = it.transfer();
        if (it.at().isBefore(night.until())) {
          it.amounts().forEach(this::hold);
          note(it);
        }
      }
    } while (page.size() == PAGE);
  }

  private void hold(Account account, long amount) {
    balances.merge(account, amount, Math::addExact);
  }

  private void note(Line line) {
    line.amounts()
        .forEach(
            (account, amount) -> {
              turn(line.cause().event(), account, amount);
              write(
                  new Row(line.at(), line.transfer(), line.cause(), line.book().owner()),
                  new Cell(account, amount, line.balance(account), line.book().currency()));
            });
  }

  private void note(Loose it) {
    if (night.covers(it.at())) {
      it.amounts()
          .forEach(
              (account, amount) -> {
                turn(it.cause().event(), account, amount);
                write(
                    new Row(it.at(), it.transfer(), it.cause(), Book.WORKSPACE),
                    new Cell(account, amount, "", it.currency()));
              });
    }
  }

  private void turn(Cause.Event event, Account account, long amount) {
    turnovers
        .computeIfAbsent(event, _ -> new EnumMap<>(Account.class))
        .merge(account, amount, Math::addExact);
  }

  /** What a row of the day's lines says of the transfer. */
  private record Row(Instant at, String transfer, Cause cause, String owner) {}

  /** What it says of one account. */
  private record Cell(Account account, long amount, Object balance, Currency currency) {}

  private void write(Row row, Cell cell) {
    csv.row(
        row.at(),
        row.transfer(),
        Csv.name(row.cause().event()),
        row.cause().of(),
        row.cause().by().orElse(""),
        row.cause().reason().orElse(""),
        row.owner(),
        Csv.name(cell.account()),
        cell.amount(),
        cell.balance(),
        cell.currency());
  }

  /** The lines of the day as a table. */
  String csv() {
    return csv.toString();
  }

  Findings findings(Slice slice) {
    return new Findings(
        slice.name(), balances, turnovers, books, chain.lines(), chain.flaws());
  }
}
