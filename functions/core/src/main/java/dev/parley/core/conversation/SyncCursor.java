package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list of changes ended: nothing that changes after it can be missing from the next one.
 * Clients hand it back as they got it.
 *
 * @param after the last conversation of a list that was cut, which goes on behind it
 */
public record SyncCursor(Instant at, Optional<String> after) {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{12})(?:\\.([A-Za-z0-9_-]{22}))?");

  /** A list ended with nothing left. */
  static SyncCursor at(Instant at) {
    return new SyncCursor(at, Optional.empty());
  }

  /** A list was cut behind a row. */
  static SyncCursor behind(InboxRow row) {
    return new SyncCursor(row.changedAt(), Optional.of(row.conversation().id().value()));
  }

  /** Reads what {@link #text} gave; empty when it has another form. */
  public static Optional<SyncCursor> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SyncCursor(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                Optional.ofNullable(matcher.group(2))))
        : Optional.empty();
  }

  public String text() {
    return at.toEpochMilli() + after.map(conversation -> "." + conversation).orElse("");
  }

  /** The place behind which whatever has changed may be news to whoever holds this. */
  Inboxes.Place place() {
    return new Inboxes.Place(
        after.isPresent() ? at : at.minus(Limits.SYNC_OVERLAP), after.orElse(""));
  }
}
