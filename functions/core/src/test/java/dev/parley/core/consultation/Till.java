package dev.parley.core.consultation;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Proof;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the books of a workspace come to. */
public class Till {
  public static final Currency RUB = Currency.getInstance("RUB");
  public static final String WORKSPACE = "portal";

  public final InMemoryLedger ledger = new InMemoryLedger();

  public long wallet(String person) {
    return balance(Book.wallet(WORKSPACE, person, RUB), Account.WALLET);
  }

  public long earnings(String person) {
    return balance(Book.income(WORKSPACE, person, RUB), Account.EARNINGS);
  }

  public long owed(String person) {
    return -balance(Book.income(WORKSPACE, person, RUB), Account.RECEIVABLE);
  }

  /** What is on its way out of their earnings. */
  public long withdrawing(String person) {
    return balance(Book.income(WORKSPACE, person, RUB), Account.WITHDRAWING);
  }

  /** What is on its way back from their wallet. */
  public long returning(String person) {
    return balance(Book.wallet(WORKSPACE, person, RUB), Account.RETURNING);
  }

  public long reserve() {
    return balance(Book.reserve(WORKSPACE, RUB), Account.RESERVE);
  }

  public long held(ConsultationId id) {
    return balance(Book.escrow(WORKSPACE, id.value(), RUB), Account.ESCROW);
  }

  public long loose(Account account) {
    return allLoose().stream().mapToLong(it -> it.amounts().getOrDefault(account, 0L)).sum();
  }

  private long balance(Book book, Account account) {
    return ledger.head(book).map(line -> line.balance(account)).orElse(0L);
  }

  /** What is in every account. */
  public Map<String, Long> balances() {
    Map<String, Long> balances = new TreeMap<>();
    for (Book book : ledger.books()) {
      ledger
          .head(book)
          .ifPresent(
              line ->
                  line.balances()
                      .forEach((account, sum) -> balances.put(account + book.owner(), sum)));
    }
    for (Account account : Account.values()) {
      if (!account.isKept()) {
        balances.put(account.name(), loose(account));
      }
    }
    return balances;
  }

  /** Every line of every book, as it stands there. */
  public List<Line> lines() {
    return ledger.books().stream()
        .flatMap(book -> ledger.page(book, 0, Integer.MAX_VALUE).stream())
        .toList();
  }

  private List<Loose> allLoose() {
    List<Loose> all = new ArrayList<>();
    for (int shard = 0; shard < Loose.SHARDS; shard++) {
      all.addAll(ledger.loose(WORKSPACE, shard, "", Integer.MAX_VALUE));
    }
    return all;
  }

  /** What is wrong with the books. */
  public List<Proof.Flaw> flaws() {
    Proof proof = new Proof();
    for (Book book : ledger.books()) {
      List<Line> lines = ledger.page(book, 0, Integer.MAX_VALUE);
      proof.add(lines);
    }
    allLoose().forEach(proof::add);
    return proof.flaws();
  }
}
