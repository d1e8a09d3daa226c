package dev.parley.core.ledger;

import dev.parley.core.digest.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings the legs of each transfer together, from the books and from beside them, and shows where
 * they are not those that were written.
 */
public final class Tally {
  private static final int DIGEST_BYTES = 12;

  private static final Comparator<Part> ORDER =
      Comparator.comparing((Part part) -> part.account().name())
          .thenComparing(Part::owner)
          .thenComparing(part -> part.currency().getCurrencyCode())
          .thenComparing(Part::at)
          .thenComparing(Part::amount);

  private final Map<String, Parts> open = new LinkedHashMap<>();

  /** A leg as it stands somewhere: even where it cannot be right it is only compared. */
  private record Part(Account account, String owner, Currency currency, Instant at, long amount) {}

  /** What was found of one transfer. */
  private static final class Parts {
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long sum;

    private void add(Part part) {
      parts.add(part);
      sum = Math.addExact(sum, part.amount());
    }

    private boolean isBalanced() {
      return sum == 0;
    }

    private boolean isWhole() {
      return isBalanced() && told.equals(Set.of(digest(parts)));
    }

    private boolean isAltered() {
      return isBalanced() && !told.isEmpty() && !isWhole();
    }
  }

  /** The digest of all legs of a transfer, that each of its lines bears. */
  static String digest(Transfer it) {
    return digest(
        it.legs().stream()
            .map(leg -> new Part(leg.account(), leg.owner(), it.currency(), it.at(), leg.amount()))
            .toList());
  }

  private static String digest(List<Part> parts) {
    Sha256 digest = new Sha256("parley/legs/1");
    parts.stream()
        .sorted(ORDER)
        .forEach(
            part ->
                digest
                    .add(part.account().name())
                    .add(part.owner())
                    .add(part.currency().getCurrencyCode())
                    .add(part.at().toEpochMilli())
                    .add(part.amount()));
    return digest.text(DIGEST_BYTES);
  }

  /** Takes in a line of a book. */
  public void add(Line line) {
    Parts parts = open.computeIfAbsent(line.transfer(), _ -> new Parts());
    Book book = line.book();
    line.amounts()
        .forEach(
            (account, amount) ->
                parts.add(new Part(account, book.owner(), book.currency(), line.at(), amount)));
    line.legs().ifPresent(parts.told::add);
    forget(line.transfer(), parts);
  }

  /** Takes in legs that stand in no book. */
  public void add(Loose loose) {
    Parts parts = open.computeIfAbsent(loose.transfer(), _ -> new Parts());
    loose
        .amounts()
        .forEach(
            (account, amount) ->
                parts.add(new Part(account, Book.WORKSPACE, loose.currency(), loose.at(), amount)));
    forget(loose.transfer(), parts);
  }

  /** What is whole needs no memory: a leg too many begins anew, and is found alone. */
  private void forget(String transfer, Parts parts) {
    if (parts.isWhole()) {
      open.remove(transfer);
    }
  }

  /** Transfers whose legs do not sum to zero. */
  public List<String> unbalanced() {
    return transfers(parts -> !parts.isBalanced());
  }

  /** Transfers that sum to zero, of other legs than their lines were written with. */
  public List<String> altered() {
    return transfers(Parts::isAltered);
  }

  private List<String> transfers(Predicate<Parts> which) {
    return open.entrySet().stream()
        .filter(it -> which.test(it.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
