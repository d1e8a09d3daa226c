package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps inboxes: what the log says of each conversation, and how far its owner has read. */
public interface Inboxes {
  /**
   * Rows of an inbox in the order of their conversations' ids; strongly consistent.
   *
   * @param after the conversation after which the page begins; empty for the beginning
   */
  List<InboxRow> page(InboxOwner owner, Optional<String> after, int atMost);

  /**
   * Rows of a channel in the order of their newest entries, the newest in front. It may lag behind
   * by the blink of an index.
   *
   * @param after the row after which the page begins; empty for the beginning
   */
  List<InboxRow> newest(InboxOwner.OfChannel owner, Optional<Place> after, int atMost);

  /**
   * Rows of a channel that were written after a place, in the order in which they were. It may lag
   * behind by the blink of an index.
   */
  List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost);

  /** Where a row stands in an order of an inbox. */
  record Place(Instant at, String conversation) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at).thenComparing(Place::conversation);

    /** In the order of newest entries. */
    public static Place ofNewest(InboxRow row) {
      return new Place(row.newest().at(), row.conversation().id().value());
    }

    /** In the order of changes. */
    public static Place ofChange(InboxRow row) {
      return new Place(row.changedAt(), row.conversation().id().value());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Where a read position stands.
   *
   * @param moved whether that call has moved it
   */
  record Reading(ReadPosition position, boolean moved) {}

  /** One row; strongly consistent. */
  Optional<InboxRow> row(InboxOwner owner, ConversationId conversation);

  /**
   * Writes all of a row but its read position, making it where there is none, unless it tells of a
   * later entry already.
   *
   * @param wrong a number that the row bears and the log cannot have: it is overwritten, too
   * @return the row as it stands then; empty when it tells of a later entry
   */
  Optional<InboxRow> project(InboxOwner owner, InboxRow row, Optional<Long> wrong);

  /**
   * Moves a read position forward, never back.
   *
   * @return where it stands then; empty when there is no such row
   */
  Optional<Reading> read(
      InboxOwner owner, ConversationId conversation, ReadPosition position, Instant at);
}
