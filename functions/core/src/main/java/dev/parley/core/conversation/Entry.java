package dev.parley.core.conversation;

import dev.parley.core.digest.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened in a conversation. Entries are numbered 1, 2, 3 … without gaps. An entry
 * never changes, but for two things that later entries tell of: its text gets a newer wording
 * beside it, or what it said is erased.
 *
 * @param at milliseconds; never before the entry in front of it
 * @param author the person
 * @param clientMessageId present on what a client sent under it
 * @param running what runs along with the log, as it is after this entry
 * @param edit the newest wording of an edited text
 */
public record Entry(
    long seq,
    Instant at,
    String author,
    Side side,
    Optional<ClientMessageId> clientMessageId,
    Content content,
    Running running,
    Salt salt,
    Hash hash,
    Optional<Edit> edit) {

  /** Most bytes an entry needs as JSON beside its texts. */
  private static final int ENVELOPE_BYTES = 1_000;

  public Totals totals() {
    return running.totals();
  }

  public Standing standing() {
    return running.standing();
  }

  /** The text as it reads now; empty for what has none. */
  public Optional<String> text() {
    return edit.map(Edit::text)
        .or(
            () ->
                switch (content) {
                  case Content.Text text -> Optional.of(text.text());
                  case Content.Edited edited -> Optional.of(edited.text());
                  case Content.Progress progress -> progress.note().or(progress::goodwill);
                  case Content.Restricted restricted -> restricted.note();
                  case Content.Notice notice -> notice.reason();
                  default -> Optional.empty();
                });
  }

  Entry with(Hash link) {
    return new Entry(seq, at, author, side, clientMessageId, content, running, salt, link, edit);
  }

  /** The same entry after a later one gave its text another wording. */
  public Entry edited(Edit newest) {
    return new Entry(
        seq, at, author, side, clientMessageId, content, running, salt, hash, Optional.of(newest));
  }

  /** The same entry without what it said; its link stays right. */
  Entry erased() {
    return new Entry(
        seq,
        at,
        author,
        side,
        clientMessageId,
        new Content.Erased(content.kind(), Chain.contentHash(this)),
        running,
        Salt.GONE,
        hash,
        Optional.empty());
  }

  /** An upper bound of what this entry takes as JSON, in bytes of UTF-8. */
  int jsonBytes() {
    return ENVELOPE_BYTES + nameBytes() + text().map(Text::jsonBytes).orElse(0);
  }

  private int nameBytes() {
    return switch (content) {
      case Content.File it -> Text.jsonBytes(it.file().name());
      case Content.Progress it -> it.service().map(Text::jsonBytes).orElse(0);
      default -> 0;
    };
  }
}
