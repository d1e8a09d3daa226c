package dev.parley.core.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Keeps books. Every read is strongly consistent.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when nothing has happened and
 * trying again is right; {@link #commit} throws {@link dev.parley.core.failure.Ambiguous} when it
 * cannot know.
 */
public interface LedgerStore {
  /** The newest line of a book; empty when it has not begun. */
  Optional<Line> head(Book book);

  /** Lines after a number, ascending; fewer than {@code atMost} only at the end of the book. */
  List<Line> page(Book book, long after, int atMost);

  /** The loose legs of a transfer. */
  Optional<Loose> loose(String workspace, String transfer);

  /**
   * Loose legs of one shard in the order of their transfers' ids.
   *
   * @param after id of a transfer; empty for the beginning
   * @return fewer than {@code atMost} only at the end
   */
  List<Loose> loose(String workspace, int shard, String after, int atMost);

  /**
   * Writes all of it or nothing.
   *
   * @return false when a line has its number taken or the transfer is there already
   */
  boolean commit(Posting posting);
}
