package dev.parley.core.conversation;

import dev.parley.core.digest.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with the newest entries of its log.
 *
 * @param entries ascending and without gaps up to the last; empty when nothing lies where it was
 *     asked for
 */
public record Tail(Conversation conversation, List<Entry> entries) {
  public Tail {
    entries = List.copyOf(entries);
  }

  /** A conversation that begins: its log has the entry that says so. */
  static Tail begun(Conversation conversation, Author author, Salt salt) {
    Entry first =
        new Entry(
            1,
            conversation.openedAt(),
            author.person(),
            author.side(),
            Optional.empty(),
            new Content.Opened(),
            Running.START,
            salt,
            Hash.NOTHING,
            Optional.empty());
    return new Tail(conversation, List.of(Chain.linked(conversation, Hash.NOTHING, first)));
  }

  /** The newest entry. */
  public Entry last() {
    return entries.getLast();
  }

  /**
   * The entry that would come next. Its time is never before the one in front of it, and what runs
   * along with the log follows from its content.
   */
  Entry next(Author author, Optional<ClientMessageId> id, Content content, Instant now, Salt salt) {
    Entry last = last();
    Instant at = stamp(now);
    return Chain.linked(
        conversation,
        last.hash(),
        new Entry(
            last.seq() + 1,
            at,
            author.person(),
            author.side(),
            id,
            content,
            last.running().after(content, author.side(), author.person(), at),
            salt,
            Hash.NOTHING,
            Optional.empty()));
  }

  /** When an entry that is written now happens: clocks differ, the order of the log does not. */
  Instant stamp(Instant now) {
    Instant stamp = now.truncatedTo(ChronoUnit.MILLIS);
    return stamp.isBefore(last().at()) ? last().at() : stamp;
  }
}
