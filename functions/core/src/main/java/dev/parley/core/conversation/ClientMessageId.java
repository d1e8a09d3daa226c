package dev.parley.core.conversation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sender's own name for a message, {@code <base>.<random>}; a retry keeps it, so that a message
 * whose answer was lost is never stored twice.
 *
 * @param base number of the last entry the client knew when the person pressed send: the message
 *     cannot be in the log at or before it, so a duplicate is searched only after it
 */
public record ClientMessageId(long base, String random) {
  private static final Pattern FORM =
      Pattern.compile("(0|[1-9][0-9]{0,9})\\.([A-Za-z0-9_-]{6,48})");

  /** Reads {@code <base>.<random>}; empty when it has another form. */
  public static Optional<ClientMessageId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new ClientMessageId(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The form in which clients send it. */
  public String text() {
    return base + "." + random;
  }
}
