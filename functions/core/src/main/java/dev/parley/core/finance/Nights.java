package dev.parley.core.finance;

import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Repayments;
import dev.parley.core.workspace.Directory;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at a day of a workspace's money in slices: each proves what has come into some books since
 * it was last there, and the last one that is done closes the night.
 */
public final class Nights {
  /** How many people's books are in a slice. */
  public static final int PEOPLE = 200;

  private final Ports ports;
  private final Directory directory;
  private final Repayments repayments;
  private final Closing closing;

  public Nights(Ports ports) {
    this.ports = ports;
    this.directory = ports.payments().directory();
    this.repayments = new Repayments(ports.payments().ledger(), ports.payments().backoff());
    this.closing = new Closing(ports);
  }

  /**
   * Begins a night, or has what is missing of it done again.
   *
   * @return how many slices are on their way
   */
  public int begin(Night night) {
    Set<String> done = done(night);
    List<Slice> slices = slices(night);
    ports.store().plan(night, slices.stream().map(Slice::name).collect(Collectors.toSet()));
    List<Slice> missing = slices.stream().filter(it -> !done.contains(it.name())).toList();
    ports.queue().send(night, missing);
    if (missing.isEmpty()) {
      closing.close(night, currency(night));
    }
    return missing.size();
  }

  private List<Slice> slices(Night night) {
    List<Slice> slices = new ArrayList<>();
    slices.add(new Slice.Reserve());
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      slices.add(new Slice.Loose(shard));
    }
    Optional<String> after = Optional.empty();
    List<String> people;
    int number = 0;
    do {
      people = directory.people(night.workspace(), after, PEOPLE);
      if (!people.isEmpty()) {
        slices.add(new Slice.People(number++, after));
        after = Optional.of(people.getLast());
      }
    } while (people.size() == PEOPLE);
    return slices;
  }

  /**
   * Works on a slice. Doing it again changes nothing.
   *
   * @return the report, when it was the last one of the night
   */
  public Optional<Report> work(Night night, Slice slice) {
    Currency currency = currency(night);
    if (!done(night).contains(slice.name())) {
      read(night, slice, currency);
    }
    return done(night).containsAll(ports.store().planned(night))
        ? Optional.of(closing.close(night, currency))
        : Optional.empty();
  }

  /** Marks come last: whoever dies before them looks at the same once more. */
  private void read(Night night, Slice slice, Currency currency) {
    Reading reading = new Reading(night, ports.payments().ledger());
    Map<String, Mark> marks =
        switch (slice) {
          case Slice.People people -> people(night, people, currency, reading);
          case Slice.Loose loose -> {
            reading.loose(loose.shard());
            yield Map.of();
          }
          case Slice.Reserve _ -> {
            reading.book(Book.reserve(night.workspace(), currency), Optional.empty());
            yield Map.of();
          }
        };
    ports.reports().put(Files.lines(night, slice.name()), reading.csv());
    ports.store().put(night, reading.findings(slice));
    marks.forEach((person, mark) -> ports.store().put(night.workspace(), person, mark));
  }

  private Map<String, Mark> people(
      Night night, Slice.People slice, Currency currency, Reading reading) {
    Map<String, Mark> marks = new HashMap<>();
    for (String person : directory.people(night.workspace(), slice.after(), PEOPLE)) {
      Mark known = ports.store().mark(night.workspace(), person).orElse(Mark.NONE);
      Mark mark = person(night, person, currency, known, reading);
      if (!mark.equals(known)) {
        marks.put(person, mark);
      }
    }
    return marks;
  }

  private Mark person(
      Night night, String person, Currency currency, Mark known, Reading reading) {
    String workspace = night.workspace();
    Reading.Part wallet = reading.book(Book.wallet(workspace, person, currency), known.wallet());
    Reading.Part income = reading.book(Book.income(workspace, person, currency), known.income());
    income.fresh().stream().filter(Repayments::repays).forEach(repayments::restore);
    Set<String> open = new HashSet<>(known.open());
    wallet.fresh().stream()
        .map(Line::cause)
        .filter(cause -> cause.event() == Cause.Event.PAID)
        .forEach(cause -> open.add(cause.of()));
    open.removeIf(id -> isEmpty(reading.book(Book.escrow(workspace, id, currency), Optional.empty())));
    return new Mark(
        wallet.last().map(Mark.Place::of), income.last().map(Mark.Place::of), open);
  }

  private static boolean isEmpty(Reading.Part escrow) {
    return escrow.last().filter(line -> line.balance(Account.ESCROW) == 0).isPresent();
  }

  private Set<String> done(Night night) {
    return ports.store().findings(night).stream().map(Findings::slice).collect(Collectors.toSet());
  }

  private Currency currency(Night night) {
    return directory
        .workspace(night.workspace())
        .orElseThrow(Refused::notFound)
        .consultations()
        .currency();
  }
}
