package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a list of changes ended: nothing that changes after it can be missing from the next one.
 * Clients hand it back as they got it.
 */
public record SyncCursor(Instant at) {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{12}");

  /** Reads what {@link #text} gave; empty when it has another form. */
  public static Optional<SyncCursor> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new SyncCursor(Instant.ofEpochMilli(Long.parseLong(text))))
        : Optional.empty();
  }

  public String text() {
    return Long.toString(at.toEpochMilli());
  }

  /** Whether a row may be news to whoever holds this. */
  boolean concerns(InboxRow row) {
    return !row.changedAt().isBefore(at.minus(Limits.SYNC_OVERLAP));
  }
}
