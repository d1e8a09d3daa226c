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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of the books of a slice: proves them, adds them up, and writes down the day. */
final class Reading {
  private static final int PAGE = 500;

  private final Night night;
  private final Currency currency;
  private final LedgerStore ledger;
  private final Chain chain = new Chain();
  private final Map<Account, Long> balances = new EnumMap<>(Account.class);
  private final Map<Cause.Event, Map<Account, Long>> turnovers = new EnumMap<>(Cause.Event.class);
  private final Csv csv =
      new Csv(
          "at",
          "transfer",
          "event",
          "of",
          "by",
          "reason",
          "owner",
          "account",
          "amount",
          "balance",
          "currency");
  private final Map<String, Findings.Moved> moved = new HashMap<>();
  private long books;

  Reading(Night night, Currency currency, LedgerStore ledger) {
    this.night = night;
    this.currency = currency;
    this.ledger = ledger;
  }

  /**
   * What of a book lies before the end of the day.
   *
   * @param last the last line; empty when there is none
   * @param fresh what was not looked at before
   * @param isSound whether nothing was wrong
   */
  record Part(Optional<Line> last, List<Line> fresh, boolean isSound) {
    /** Where to go on from: what is wrong is looked at again every night, until it is not. */
    Optional<Mark.Place> place(Optional<Mark.Place> known) {
      return isSound ? last.map(Mark.Place::of) : known;
    }
  }

  /** Reads a book from where it was left, or whole if it is not there as it was. */
  Part book(Book book, Optional<Mark.Place> known) {
    int flaws = chain.flaws().size();
    List<Line> lines = known.map(place -> lines(book, front(place))).orElse(List.of());
    Optional<List<Line>> behind =
        known.flatMap(place -> chain.goOn(book, place.number(), place.hash(), lines));
    List<Line> all = behind.isPresent() ? lines : whole(book);
    if (!all.isEmpty()) {
      books++;
      all.getLast().balances().forEach(this::hold);
    }
    List<Line> fresh = behind.orElse(all);
    fresh.stream().filter(line -> night.covers(line.at())).forEach(this::note);
    Optional<Line> last = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    return new Part(last, List.copyOf(fresh), chain.flaws().size() == flaws);
  }

  /** The line that was the last one is proved once more, from the one in front of it. */
  private static long front(Mark.Place place) {
    return Math.max(0, place.number() - 2);
  }

  private List<Line> whole(Book book) {
    List<Line> lines = lines(book, 0);
    chain.add(lines);
    return lines;
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
        if (it.at().isBefore(night.until()) && it.currency().equals(currency)) {
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
      if (it.amounts().containsKey(Account.GATEWAY)) {
        moved.merge(
            it.cause().of(), moved(it.amounts().get(Account.GATEWAY)), Findings.Moved::plus);
      }
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

  /** What came in through the provider stands below zero. */
  private static Findings.Moved moved(long gateway) {
    return new Findings.Moved(Math.max(0, -gateway), Math.max(0, gateway));
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
        slice.name(), balances, turnovers, books, chain.lines(), moved, chain.flaws());
  }
}
