package dev.parley.core.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Books in memory. */
public final class InMemoryLedger implements LedgerStore {
  private record Place(String workspace, String transfer) {}

  private final Map<Book, List<Line>> books = new LinkedHashMap<>();
  private final Map<Place, Loose> loose = new LinkedHashMap<>();

  @Override
  public synchronized Optional<Line> head(Book book) {
    List<Line> lines = lines(book);
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
  }

  @Override
  public synchronized List<Line> page(Book book, long after, int atMost) {
    return lines(book).stream().filter(line -> line.number() > after).limit(atMost).toList();
  }

  @Override
  public synchronized Optional<Loose> loose(String workspace, String transfer) {
    return Optional.ofNullable(loose.get(new Place(workspace, transfer)));
  }

  @Override
  public synchronized List<Loose> loose(String workspace, int shard, String after, int atMost) {
    return loose.values().stream()
        .filter(it -> it.workspace().equals(workspace) && Loose.shard(it.transfer()) == shard)
        .filter(it -> it.transfer().compareTo(after) > 0)
        .sorted(Comparator.comparing(Loose::transfer))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized boolean commit(Posting posting) {
    boolean free = isFree(posting);
    if (free) {
      posting.lines().forEach(line -> lines(line.book()).add(line));
      posting.loose().ifPresent(it -> loose.put(place(it), it));
    }
    return free;
  }

  /** Whether a posting would be applied now. */
  public synchronized boolean isFree(Posting posting) {
    return posting.lines().stream().allMatch(line -> line.number() == lines(line.book()).size() + 1)
        && posting.loose().filter(it -> loose.containsKey(place(it))).isEmpty();
  }

  /** All books that have begun. */
  public synchronized List<Book> books() {
    return books.keySet().stream().filter(book -> !lines(book).isEmpty()).toList();
  }

  private List<Line> lines(Book book) {
    return books.computeIfAbsent(book, _ -> new ArrayList<>());
  }

  private static Place place(Loose it) {
    return new Place(it.workspace(), it.transfer());
  }
}
