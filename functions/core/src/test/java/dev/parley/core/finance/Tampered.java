package dev.parley.core.finance;

import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Books that somebody got at behind everybody's back. */
final class Tampered implements LedgerStore {
  private static final int ALL = Integer.MAX_VALUE;

  private final LedgerStore books;
  private final Map<Book, UnaryOperator<List<Line>>> lines = new HashMap<>();
  private UnaryOperator<List<Loose>> loose = UnaryOperator.identity();

  Tampered(LedgerStore books) {
    this.books = books;
  }

  /** From now on a book is read as this makes it. */
  void lines(Book book, UnaryOperator<List<Line>> how) {
    lines.put(book, how);
  }

  /** The same with what stands in no book. */
  void loose(UnaryOperator<List<Loose>> how) {
    loose = how;
  }

  void mend() {
    lines.clear();
    loose = UnaryOperator.identity();
  }

  private List<Line> all(Book book) {
    List<Line> whole = new ArrayList<>(books.page(book, 0, ALL));
    return lines.getOrDefault(book, UnaryOperator.identity()).apply(whole);
  }

  @Override
  public Optional<Line> head(Book book) {
    return books.head(book);
  }

  @Override
  public List<Line> page(Book book, long after, int atMost) {
    return all(book).stream().filter(line -> line.number() > after).limit(atMost).toList();
  }

  @Override
  public Optional<Loose> loose(String workspace, String transfer) {
    return books.loose(workspace, transfer);
  }

  @Override
  public List<Loose> loose(String workspace, int shard, String after, int atMost) {
    return loose.apply(everywhere(workspace)).stream()
        .filter(it -> Loose.shard(it.transfer()) == shard)
        .filter(it -> it.transfer().compareTo(after) > 0)
        .sorted(Comparator.comparing(Loose::transfer))
        .limit(atMost)
        .toList();
  }

  private List<Loose> everywhere(String workspace) {
    return Stream.iterate(0, shard -> shard < Loose.SHARDS, shard -> shard + 1)
        .flatMap(shard -> books.loose(workspace, shard, "", ALL).stream())
        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
  }

  @Override
  public boolean commit(Posting posting) {
    return books.commit(posting);
  }
}
