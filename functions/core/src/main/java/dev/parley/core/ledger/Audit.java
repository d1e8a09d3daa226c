package dev.parley.core.ledger;

import dev.parley.core.attempt.Backoff;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves all books of a workspace in its currency. Every book is found from its people: what is
 * held for a consultation was paid from somebody's wallet.
 */
public final class Audit {
  private static final int PAGE = 500;

  private final LedgerStore store;
  private final Directory directory;
  private final InstantSource clock;
  private final Repayments repayments;

  public Audit(LedgerStore store, Directory directory, InstantSource clock, Backoff backoff) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
    this.repayments = new Repayments(store, backoff);
  }

  /**
   * What an audit has found.
   *
   * @param totals what each account holds in all books together; with the accounts that stand in no
   *     book they sum to zero
   * @param restored how many repayments had not come back into the reserve, and have now
   * @param flaws empty when everything is right
   */
  public record Report(
      long books, long lines, Map<Account, Long> totals, int restored, List<Proof.Flaw> flaws) {
    public Report {
      totals = Map.copyOf(totals);
      flaws = List.copyOf(flaws);
    }
  }

  /** Reads everything; whatever is written meanwhile may show as a transfer that lacks a leg. */
  public Report of(String workspace) {
    Currency currency =
        directory.workspace(workspace).orElseThrow(Refused::notFound).consultations().currency();
    return new Reading(workspace, currency).report();
  }

  /** One audit on its way through the books. */
  private final class Reading {
    private final String workspace;
    private final Currency currency;
    private final Proof proof = new Proof();
    private final Map<Account, Long> totals = new EnumMap<>(Account.class);
    private final Set<String> consultations = new HashSet<>();
    private int restored;
    private long books;

    private Reading(String workspace, Currency currency) {
      this.workspace = workspace;
      this.currency = currency;
    }

    private Report report() {
      Optional<String> after = Optional.empty();
      List<String> people;
      do {
        people = directory.people(workspace, after, PAGE);
        people.forEach(this::person);
        after = people.isEmpty() ? Optional.empty() : Optional.of(people.getLast());
      } while (people.size() == PAGE);
      consultations.forEach(id -> add(Book.escrow(workspace, id, currency)));
      add(Book.reserve(workspace, currency));
      for (int shard = 0; shard < Loose.SHARDS; shard++) {
        loose(shard);
      }
      return new Report(books, proof.lines(), totals, restored, proof.flaws());
    }

    private void person(String person) {
      for (Line line : add(Book.wallet(workspace, person, currency))) {
        if (line.cause().event() == Cause.Event.PAID) {
          consultations.add(line.cause().of());
        }
      }
      for (Line line : add(Book.income(workspace, person, currency))) {
        if (Repayments.repays(line) && repayments.restore(line, clock.instant())) {
          restored++;
        }
      }
    }

    private List<Line> add(Book book) {
      List<Line> lines = new ArrayList<>();
      List<Line> page;
      do {
        page = store.page(book, lines.size(), PAGE);
        lines.addAll(page);
      } while (page.size() == PAGE);
      if (!lines.isEmpty()) {
        books++;
        proof.add(lines);
        lines.getLast().balances().forEach(this::total);
      }
      return lines;
    }

    private void loose(int shard) {
      String after = "";
      List<Loose> page;
      do {
        page = store.loose(workspace, shard, after, PAGE);
        for (Loose loose : page) {
          after = loose.transfer();
          if (loose.currency().equals(currency)) {
            proof.add(loose);
            loose.amounts().forEach(this::total);
          }
        }
      } while (page.size() == PAGE);
    }

    private void total(Account account, long amount) {
      totals.merge(account, amount, Math::addExact);
    }
  }
}
