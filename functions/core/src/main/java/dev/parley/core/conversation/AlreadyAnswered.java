package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;

/** A colleague was faster: their answer, which the author of the refused one has not seen yet. */
public final class AlreadyAnswered extends Refused {
  private static final long serialVersionUID = 1;

  private final transient Entry answer;

  AlreadyAnswered(Entry answer) {
    super(
        Code.ALREADY_ANSWERED,
        null,
        "A colleague has answered already: see their entry, and confirm if this shall be sent,"
            + " too.");
    this.answer = answer;
  }

  public Entry answer() {
    return answer;
  }
}
