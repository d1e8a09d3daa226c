package dev.parley.core.ledger;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A transfer as it stands in the books, as data: a store writes all of it or nothing, and nothing
 * where a line has its number taken. All of it bears one stamp, so that books cut at an instant are
 * never cut within a transfer.
 *
 * @param loose what stands in no book
 */
public record Posting(List<Line> lines, Optional<Loose> loose) {
  public Posting {
    lines = List.copyOf(lines);
    requireBalanced(lines, loose);
    requireOneStamp(lines, loose);
  }

  /** When it stands in the books; later than the transfer where a line in front of it is. */
  public Instant at() {
    return lines.isEmpty() ? loose.orElseThrow().at() : lines.getFirst().at();
  }

  /**
   * Writes a transfer behind the newest lines of the books that it touches.
   *
   * @param heads the newest line of a book; none for a book that has not begun
   * @throws Refused {@code insufficient_funds} or {@code reserve_exhausted}
   */
  public static Posting of(Transfer transfer, Function<Book, Optional<Line>> heads) {
    List<Line> front =
        transfer.books().stream()
            .sorted(Comparator.comparing(Book::kind).thenComparing(Book::owner))
            .map(book -> heads.apply(book).orElseGet(() -> Line.none(book)))
            .toList();
    Transfer stamped = transfer.notBefore(front);
    List<Line> lines = new ArrayList<>();
    for (Line head : front) {
      Line line = head.next(stamped, amounts(stamped, head.book()));
      requireWithinBounds(line);
      lines.add(line);
    }
    return new Posting(lines, loose(stamped));
  }

  private static Optional<Loose> loose(Transfer it) {
    Map<Account, Long> amounts = new EnumMap<>(Account.class);
    it.legs().stream()
        .filter(leg -> !leg.account().isKept())
        .forEach(leg -> amounts.put(leg.account(), leg.amount()));
    return amounts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Loose(it.workspace(), it.id(), it.currency(), it.cause(), it.at(), amounts));
  }

  private static Map<Account, Long> amounts(Transfer transfer, Book book) {
    Map<Account, Long> amounts = new EnumMap<>(Account.class);
    for (Leg leg : transfer.legs()) {
      if (leg.account().isKept()
          && Book.of(transfer.workspace(), transfer.currency(), leg).equals(book)) {
        amounts.put(leg.account(), leg.amount());
      }
    }
    return amounts;
  }

  /** Whoever has too little is told so; anything else that is overdrawn is a defect of ours. */
  private static void requireWithinBounds(Line line) {
    line.balances().keySet().stream()
        .filter(account -> !line.isWithinBounds(account))
        .findFirst()
        .ifPresent(
            account -> {
              throw outOfBounds(line, account);
            });
  }

  private static RuntimeException outOfBounds(Line line, Account account) {
    long balance = line.balance(account);
    if (balance > account.ceiling()) {
      return new IllegalStateException(account + " is more than paid back");
    }
    return switch (account) {
      case WALLET, EARNINGS -> new Shortfall(new Money(-balance, line.book().currency()));
      case RESERVE ->
          Refused.of(Code.RESERVE_EXHAUSTED, "The reserve of the workspace has too little.");
      default -> new IllegalStateException(account + " is overdrawn");
    };
  }

  private static void requireBalanced(List<Line> lines, Optional<Loose> loose) {
    long kept =
        lines.stream().flatMap(line -> line.amounts().values().stream()).reduce(0L, Math::addExact);
    long others =
        loose.stream().flatMap(it -> it.amounts().values().stream()).reduce(0L, Math::addExact);
    if (Math.addExact(kept, others) != 0) {
      throw new IllegalArgumentException("what is written into the books sums to zero");
    }
  }

  private static void requireOneStamp(List<Line> lines, Optional<Loose> loose) {
    Set<Instant> stamps = new HashSet<>();
    lines.forEach(line -> stamps.add(line.at()));
    loose.ifPresent(it -> stamps.add(it.at()));
    if (stamps.size() > 1) {
      throw new IllegalArgumentException("all that is written of a transfer bears one stamp");
    }
  }
}
