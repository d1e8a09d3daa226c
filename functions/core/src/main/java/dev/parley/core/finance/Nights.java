package dev.parley.core.finance;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Repayments;
import dev.parley.core.workspace.Directory;
import java.time.Instant;
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
   * Begins a night, or has what is missing of it done again. When nothing is missing it is closed
   * anew: the provider may say something else by now.
   *
   * @return how many slices are on their way
   * @throws Refused when the day is not over and settled
   */
  public int begin(Night night) {
    requireOver(night);
    Set<String> done = done(night);
    List<Slice> missing = planned(night).stream().filter(it -> !done.contains(it.name())).toList();
    ports.queue().send(night, missing);
    if (missing.isEmpty()) {
      closing.close(night, currency(night));
    }
    return missing.size();
  }

  private void requireOver(Night night) {
    if (now().isBefore(night.until().plus(Night.SETTLED))) {
      throw Refused.field(Code.INVALID_FIELD, "date", "This day is not over, or only just.");
    }
  }

  /** Where slices begin and end is decided once: later there may be people in between. */
  private List<Slice> planned(Night night) {
    if (ports.store().planned(night).isEmpty()) {
      ports.store().plan(night, slices(night.workspace()));
    }
    return ports.store().planned(night);
  }

  private List<Slice> slices(String workspace) {
    List<Slice> slices = new ArrayList<>();
    slices.add(new Slice.Reserve());
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      slices.add(new Slice.Loose(shard));
    }
    Optional<String> after = Optional.empty();
    int number = 0;
    do {
      List<String> people = directory.people(workspace, after, PEOPLE);
      Optional<String> until =
          people.size() == PEOPLE ? Optional.of(people.getLast()) : Optional.empty();
      slices.add(new Slice.People(number++, after, until));
      after = until;
    } while (after.isPresent());
    return slices;
  }

  /**
   * Works on a slice. Doing it again changes nothing.
   *
   * @return the report, when the night is closed
   */
  public Optional<Report> work(Night night, Slice slice) {
    Optional<Report> closed = ports.store().report(night.workspace(), night.date());
    if (closed.isPresent()) {
      return closed;
    }
    Currency currency = currency(night);
    if (!done(night).contains(slice.name())) {
      read(night, slice, currency);
    }
    return isDone(night) ? Optional.of(closing.close(night, currency)) : Optional.empty();
  }

  private boolean isDone(Night night) {
    Set<String> planned =
        ports.store().planned(night).stream().map(Slice::name).collect(Collectors.toSet());
    return !planned.isEmpty() && done(night).containsAll(planned);
  }

  /** Marks are for later nights alone: whoever dies before them only leaves those more to read. */
  private void read(Night night, Slice slice, Currency currency) {
    Reading reading = new Reading(night, currency, ports.payments().ledger());
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
    marks.forEach((person, mark) -> ports.store().put(night, person, mark));
    ports.store().put(night, reading.findings(slice));
  }

  private Map<String, Mark> people(
      Night night, Slice.People slice, Currency currency, Reading reading) {
    Map<String, Mark> marks = new HashMap<>();
    Optional<String> after = slice.after();
    List<String> page;
    do {
      page = directory.people(night.workspace(), after, PEOPLE);
      for (String person : page) {
        Mark known = known(night, person, currency);
        Mark mark = person(night, person, known, reading);
        if (!mark.equals(known)) {
          marks.put(person, mark);
        }
        if (slice.until().filter(person::equals).isPresent()) {
          return marks;
        }
        after = Optional.of(person);
      }
    } while (page.size() == PEOPLE);
    return marks;
  }

  private Mark known(Night night, String person, Currency currency) {
    return ports
        .store()
        .mark(night, person)
        .filter(it -> it.currency().equals(currency))
        .orElseGet(() -> Mark.none(currency));
  }

  private Mark person(Night night, String person, Mark known, Reading reading) {
    String workspace = night.workspace();
    Currency currency = known.currency();
    Reading.Part wallet = reading.book(Book.wallet(workspace, person, currency), known.wallet());
    Reading.Part income = reading.book(Book.income(workspace, person, currency), known.income());
    if (income.last().filter(line -> line.balance(Account.RECEIVABLE) < 0).isPresent()) {
      repayments.settle(workspace, person, currency, now());
    }
    income.fresh().stream()
        .filter(Repayments::repays)
        .forEach(line -> repayments.restore(line, now()));
    Set<String> open = new HashSet<>(known.open());
    wallet.fresh().stream()
        .map(Line::cause)
        .filter(cause -> cause.event() == Cause.Event.PAID)
        .forEach(cause -> open.add(cause.of()));
    open.removeIf(
        id -> isEmpty(reading.book(Book.escrow(workspace, id, currency), Optional.empty())));
    return new Mark(currency, wallet.place(known.wallet()), income.place(known.income()), open);
  }

  private static boolean isEmpty(Reading.Part escrow) {
    return escrow.isSound()
        && escrow.last().filter(line -> line.balance(Account.ESCROW) == 0).isPresent();
  }

  private Set<String> done(Night night) {
    return ports.store().findings(night).stream().map(Findings::slice).collect(Collectors.toSet());
  }

  private Instant now() {
    return ports.payments().clock().instant();
  }

  private Currency currency(Night night) {
    return directory
        .workspace(night.workspace())
        .orElseThrow(Refused::notFound)
        .consultations()
        .currency();
  }
}
