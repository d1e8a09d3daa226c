package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list of changes ended: nothing that changes after it can be missing from the next one.
 * Clients hand it back as they got it.
 *
 * @param begun when the list began to be read: what follows its end reaches back from there
 * @param cut the last row of a list that was cut, which goes on behind it
 */
public record SyncCursor(Instant begun, Optional<Inboxes.Place> cut) {
  /** The first format of a cut named its place alone. */
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{12})(?:(?:\\.([1-9][0-9]{12}))?\\.([A-Za-z0-9_-]{22}))?");

  /** A list ended with nothing left. */
  static SyncCursor at(Instant begun) {
    return new SyncCursor(begun, Optional.empty());
  }

  /**
   * The cursor behind a part of a list.
   *
   * @param now before the part was read
   * @param cut the last row of the part, if there are more
   */
  SyncCursor next(Instant now, Optional<InboxRow> cut) {
    // What was written late below an earlier part is found by reaching back from its beginning.
    return new SyncCursor(this.cut.isPresent() ? begun : now, cut.map(Inboxes.Place::ofChange));
  }

  /** Reads what {@link #text} gave; empty when it has another form. */
  public static Optional<SyncCursor> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Instant begun = instant(matcher.group(1));
    Optional<Instant> at = Optional.ofNullable(matcher.group(2)).map(SyncCursor::instant);
    return Optional.of(
        new SyncCursor(
            begun,
            Optional.ofNullable(matcher.group(3))
                .map(conversation -> new Inboxes.Place(at.orElse(begun), conversation))));
  }

  public String text() {
    return begun.toEpochMilli()
        + cut.map(place -> "." + place.at().toEpochMilli() + "." + place.conversation()).orElse("");
  }

  /** The place behind which whatever has changed may be news to whoever holds this. */
  Inboxes.Place place() {
    return cut.orElseGet(() -> new Inboxes.Place(begun.minus(Limits.SYNC_OVERLAP), ""));
  }

  private static Instant instant(String milliseconds) {
    return Instant.ofEpochMilli(Long.parseLong(milliseconds));
  }
}
