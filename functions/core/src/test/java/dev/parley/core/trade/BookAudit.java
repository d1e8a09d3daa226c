package dev.parley.core.trade;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Cause;
import dev.parley.core.ledger.Drafts;
import dev.parley.core.ledger.InMemoryLedger;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import dev.parley.core.ledger.Proof;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps books of its own beside those of the store. */
final class BookAudit {
  private final Audit audit;
  private final InMemoryLedger ledger;
  private final Map<Book, List<Line>> books = new LinkedHashMap<>();
  private final Map<Book, Map<Account, Long>> folds = new HashMap<>();
  private final List<Loose> loose = new ArrayList<>();
  private final Map<String, Long> sums = new HashMap<>();

  BookAudit(Audit audit, Market market) {
    this.audit = audit;
    this.ledger = market.ledger;
  }

  void posted(Posting posting) {
    requireDebtsRepaid(posting);
    String currency = null;
    long sum = 0;
    for (Line line : posting.lines()) {
      written(line);
      currency = line.book().workspace() + line.book().currency();
      sum += line.amounts().values().stream().mapToLong(Long::longValue).sum();
    }
    if (posting.loose().isPresent()) {
      Loose it = posting.loose().get();
      loose.add(it);
      currency = it.workspace() + it.currency();
      sum += it.amounts().values().stream().mapToLong(Long::longValue).sum();
    }
    audit.require(
        Invariant.TIME_GOES_ON,
        posting.lines().stream().allMatch(line -> line.at().equals(posting.at()))
            && posting.loose().stream().allMatch(legs -> legs.at().equals(posting.at())),
        posting::toString);
    long all = sums.merge(currency, sum, Long::sum);
    boolean zero = sum == 0 && all == 0;
    audit.require(Invariant.TRANSFERS_SUM_TO_ZERO, zero, () -> "by " + all + ": " + posting);
  }

  private void written(Line line) {
    List<Line> lines = books.computeIfAbsent(line.book(), _ -> new ArrayList<>());
    Optional<Line> before = lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
    audit.require(
        Invariant.LINES_ARE_CHAINED_FOR_EVER, Drafts.follows(before, line), line::toString);
    audit.require(
        Invariant.TIME_GOES_ON,
        before.map(it -> !line.at().isBefore(it.at())).orElse(true),
        line::toString);
    lines.add(line);
    Map<Account, Long> fold = folds.computeIfAbsent(line.book(), _ -> new EnumMap<>(Account.class));
    line.amounts().forEach((account, amount) -> fold.merge(account, amount, Long::sum));
    boolean isFold =
        fold.equals(line.balances()) && ledger.head(line.book()).equals(Optional.of(line));
    audit.require(Invariant.HEAD_IS_FOLD, isFold, () -> fold + " and " + line);
    fold.forEach(
        (account, balance) ->
            audit.require(
                Invariant.BALANCES_KEEP_THEIR_BOUNDS,
                balance <= Drafts.ceiling(account)
                    && (balance >= Drafts.floor(account) || isLaidOutUnasked(line, account)),
                line::toString));
  }

  /** The world takes what it takes; until the reserve is filled again it only gains. */
  private static boolean isLaidOutUnasked(Line line, Account account) {
    return account == Account.RESERVE
        && (line.cause().event() == Cause.Event.TAKEN_BACK || line.amount(account) > 0);
  }

  private void requireDebtsRepaid(Posting posting) {
    for (Line line : posting.lines()) {
      switch (line.cause().event()) {
        case RELEASED, SPLIT -> requireDebtRepaid(line, gained(line), false);
        case TOPPED_UP, ASSIGNED, STAYED -> requireDebtRepaid(line, gained(posting), true);
        case CREDITED, FUNDED, PAID, REFUNDED, RECLAIMED, RESTORED -> {}
        case KEPT, TAKEN_BACK, WITHDRAWN, LEFT -> {}
      }
    }
  }

  private static long gained(Line line) {
    return line.amount(Account.EARNINGS) + line.amount(Account.RECEIVABLE);
  }

  private static long gained(Posting posting) {
    return posting.lines().stream()
        .mapToLong(line -> gained(line) + line.amount(Account.WALLET))
        .sum();
  }

  /** A debt that nobody knew of when they looked is repaid by what comes next. */
  private void requireDebtRepaid(Line line, long gained, boolean mayBeNewer) {
    Book income = Book.income(line.book().workspace(), line.book().owner(), line.book().currency());
    if (line.book().kind() == Account.Kind.INCOME) {
      long owed = -balance(income, Account.RECEIVABLE);
      audit.require(
          Invariant.DEBTS_ARE_REPAID_FIRST_AND_ONCE,
          line.amount(Account.RECEIVABLE) == Math.min(owed, gained),
          () -> owed + " was owed: " + line);
    } else if (mayBeNewer && line.book().kind() == Account.Kind.WALLET) {
      List<Line> lines = books.getOrDefault(income, List.of());
      boolean isRepaid = gained == line.amount(Account.WALLET);
      boolean free = isRepaid && balance(income, Account.RECEIVABLE) == 0;
      boolean newer = !lines.isEmpty() && lines.getLast().amount(Account.RECEIVABLE) < 0;
      audit.require(
          Invariant.DEBTS_ARE_REPAID_FIRST_AND_ONCE,
          !isRepaid || free || newer,
          () -> "something was owed: " + line);
    }
  }

  long balance(Book book, Account account) {
    return folds.getOrDefault(book, Map.of()).getOrDefault(account, 0L);
  }

  int lines(Book book) {
    return books.getOrDefault(book, List.of()).size();
  }

  long owed() {
    return folds.values().stream().mapToLong(it -> -it.getOrDefault(Account.RECEIVABLE, 0L)).sum();
  }

  /** How many transfers of some kind there are that stand outside of books, too. */
  long loose(Cause.Event event) {
    return loose.stream().filter(it -> it.cause().event() == event).count();
  }

  /** What an account comes to that stands in no book. */
  long loose(String workspace, Currency currency, Account account) {
    return loose.stream()
        .filter(it -> it.workspace().equals(workspace) && it.currency().equals(currency))
        .mapToLong(it -> it.amounts().getOrDefault(account, 0L))
        .sum();
  }

  void end() {
    Map<String, Proof> proofs = new HashMap<>();
    books.forEach(
        (book, lines) -> {
          List<Line> stored = ledger.page(book, 0, Integer.MAX_VALUE);
          audit.require(Invariant.LINES_ARE_CHAINED_FOR_EVER, stored.equals(lines), book::toString);
          proofs.computeIfAbsent(book.workspace(), _ -> new Proof()).add(stored);
        });
    proofs.forEach(
        (workspace, proof) -> {
          for (int shard = 0; shard < Loose.SHARDS; shard++) {
            ledger.loose(workspace, shard, "", Integer.MAX_VALUE).forEach(proof::add);
          }
          audit.require(
              Invariant.TRANSFERS_SUM_TO_ZERO,
              proof.flaws().isEmpty(),
              () -> proof.flaws().toString());
        });
  }
}
