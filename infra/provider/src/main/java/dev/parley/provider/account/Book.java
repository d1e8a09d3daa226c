package dev.parley.provider.account;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settled operations in their order; used under the account's lock. */
final class Book {
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Long> balances = new TreeMap<>();
  private final Map<String, Long> planted = new TreeMap<>();
  private final Ids ids;
  private final InstantSource clock;
  private final Commit commit;

  Book(Ids ids, InstantSource clock, Commit commit) {
    this.ids = ids;
    this.clock = clock;
    this.commit = commit;
  }

  /** Throws before anything else is changed, if so many operations have no place any more. */
  void requirePlaceFor(int more) {
    if (operations.size() + more > Limits.OPERATIONS) {
      throw Refusal.full("operations", Limits.OPERATIONS);
    }
  }

  /** Now, to the millisecond, and never before the last operation. */
  Instant now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return operations.isEmpty() || now.isAfter(operations.getLast().at())
        ? now
        : operations.getLast().at();
  }

  /**
   * @param amount without a sign
   */
  Operation add(Operation.Kind kind, String of, Optional<String> reference, Money amount) {
    return add(kind, of, reference, amount, false);
  }

  /** An operation of nothing. */
  Operation plant(Operation.Kind kind, Money amount) {
    return add(kind, ids.next("planted"), Optional.empty(), amount, true);
  }

  private Operation add(
      Operation.Kind kind, String of, Optional<String> reference, Money amount, boolean planted) {
    Operation operation =
        new Operation(ids.next("op"), kind, of, reference, kind.signed(amount), now());
    restore(operation, planted);
    commit.changed(new Change.OfBook(operation, planted));
    return operation;
  }

  /** Knows it again, as it was kept. */
  void restore(Operation operation, boolean isPlanted) {
    if (isPlanted) {
      planted.merge(operation.amount().currency(), operation.amount().amount(), Math::addExact);
    }
    balances.merge(operation.amount().currency(), operation.amount().amount(), Math::addExact);
    places.put(operation.id(), operations.size());
    operations.add(operation);
  }

  /**
   * A part of the book.
   *
   * @param complete whether nothing follows in what was asked for
   */
  record Page(List<Operation> operations, boolean complete) {}

  /**
   * Operations at or after {@code from} and before {@code until}.
   *
   * @param after the last operation of the page before
   */
  Page page(Instant from, Instant until, Optional<String> after, int limit) {
    List<Operation> found =
        operations.subList(after.map(this::placeAfter).orElse(0), operations.size()).stream()
            .filter(it -> !it.at().isBefore(from) && it.at().isBefore(until))
            .limit(limit + 1L)
            .toList();
    return found.size() <= limit ? new Page(found, true) : new Page(found.subList(0, limit), false);
  }

  private int placeAfter(String operation) {
    Integer place = places.get(operation);
    if (place == null) {
      throw Refusal.malformed("unknown_operation", "after names no operation of this book");
    }
    return place + 1;
  }

  /** What planted operations come to. */
  Map<String, Long> planted() {
    return new TreeMap<>(planted);
  }

  /** What was added up operation by operation. */
  Map<String, Long> balances() {
    return new TreeMap<>(balances);
  }

  /** What adding all operations up anew gives. */
  Map<String, Long> sum() {
    Map<String, Long> sum = new TreeMap<>();
    operations.forEach(
        it -> sum.merge(it.amount().currency(), it.amount().amount(), Math::addExact));
    return sum;
  }
}
