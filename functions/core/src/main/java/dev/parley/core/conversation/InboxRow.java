package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;

/**
 * A conversation as it stands in somebody's inbox. All but the read position follows from the
 * newest entry of the log; the read position is the owner's own.
 *
 * @param read how far the owner has read
 * @param changedAt when the row was last written, by the clock of whoever wrote it
 */
public record InboxRow(
    Conversation conversation,
    Newest newest,
    Totals totals,
    Standing standing,
    ReadPosition read,
    Instant changedAt) {

  /**
   * The newest entry, as a list shows it.
   *
   * @param preview the beginning of its text, or the name of its file
   */
  public record Newest(
      long seq, Instant at, String kind, String author, Side side, Optional<String> preview) {
    static Newest of(Entry entry) {
      return new Newest(
          entry.seq(),
          entry.at(),
          entry.content().kind(),
          entry.author(),
          entry.side(),
          switch (entry.content()) {
            case Content.Text _, Content.Edited _ -> entry.text().map(Text::beginning);
            case Content.File file -> Optional.of(Text.beginning(file.file().name()));
            default -> Optional.empty();
          });
    }
  }

  /** What the log says, beside what the owner has read. */
  public static InboxRow of(
      Conversation conversation, Entry newest, ReadPosition read, Instant changedAt) {
    return new InboxRow(
        conversation, Newest.of(newest), newest.totals(), newest.standing(), read, changedAt);
  }

  /** How many messages of the other side the owner, on a side, has not read. */
  public long unread(Side owner) {
    // A read position may be ahead of the projection.
    return Math.max(0, totals.toBeReadBy(owner) - read.readBy(owner));
  }
}
