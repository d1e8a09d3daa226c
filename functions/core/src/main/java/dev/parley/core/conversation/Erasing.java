package dev.parley.core.conversation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody wants who has a person's words erased.
 *
 * @param after where the call before has ended; empty for the beginning
 */
public record Erasing(boolean confirmed, Optional<Place> after) {
  /**
   * How far it has come: conversations are gone through in the order of their ids.
   *
   * @param seq the last entry that was looked at
   * @param untold whether something was erased of which no later entry tells yet
   */
  public record Place(String conversation, long seq, boolean untold) {
    private static final Pattern FORM =
        Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,10})\\.([01])");

    /** Reads what {@link #text} has written; empty when it has another form. */
    public static Optional<Place> parse(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      long seq = Long.parseLong(matcher.group(2));
      return Optional.of(new Place(matcher.group(1), seq, matcher.group(3).equals("1")))
          .filter(place -> place.seq() < Limits.SEQ);
    }

    public String text() {
      return conversation + "." + seq + "." + (untold ? 1 : 0);
    }
  }

  /**
   * @param erased how many entries one call has erased
   * @param next where the next call goes on; empty when there is nothing more to do
   */
  public record Erased(int erased, Optional<Place> next) {}
}
