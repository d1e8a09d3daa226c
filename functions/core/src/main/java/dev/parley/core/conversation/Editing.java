package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.time.Instant;

/** Which texts may get another wording, and by whom. */
final class Editing {
  private Editing() {}

  /**
   * One's own texts, for a day. An earlier wording is kept in the entry that held it.
   *
   * @param original what stands at the number that is to be edited
   */
  static void requireThatMay(Author author, Entry original, Instant at) {
    boolean own = original.author().equals(author.person()) && original.side() == author.side();
    if (!own || !(original.content() instanceof Content.Text)) {
      throw Refused.field(
          Code.NOT_EDITABLE, "seq", "Only a text that one has written oneself can be edited.");
    }
    if (!at.isBefore(original.at().plus(Limits.EDIT_WINDOW))) {
      throw Refused.field(
          Code.TOO_LATE,
          "seq",
          "A text can be edited for " + Limits.EDIT_WINDOW.toHours() + " hours.");
    }
  }
}
