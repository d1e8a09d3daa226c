package dev.parley.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets other parts of the product write into a conversation's log what happens there with them. */
public final class Chronicle {
  /** Who writes what time alone has brought about. */
  public static final String NOBODY = "~parley";

  private final Ports ports;

  public Chronicle(Ports ports) {
    this.ports = ports;
  }

  /**
   * The conversation with its newest entry; one that does not exist is refused like one that is
   * somebody else's.
   */
  public Tail head(ConversationId id) {
    return ports.store().head(id);
  }

  /** The entry that bears a number; empty beyond the end of the log. */
  public Optional<Entry> entry(ConversationId id, long seq) {
    return ports.store().entry(id, seq);
  }

  /** Entries after a number, ascending; fewer than {@code atMost} only at the end of the log. */
  public List<Entry> page(ConversationId id, long after, int atMost) {
    return ports.store().page(id, after, atMost);
  }

  /** The entry that would come next. */
  public Commit.Append next(Tail tail, String person, Side side, Content content, Instant now) {
    Entry entry =
        tail.next(
            new Author(person, side), Optional.empty(), content, now, Salt.random(ports.random()));
    return new Commit.Append(tail.conversation().id(), entry);
  }

  /** Refuses a side that may not write as the two sides stand. */
  public static void requireThatMayWrite(Tail tail, Side side, Instant now) {
    Changing.requireThatMayWrite(tail, side, now);
  }

  /** Shows an entry to everybody who watches its conversation. */
  public void show(Commit.Append append) {
    Showing.toWatchers(ports, append.conversation(), append.entry());
  }
}
