package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.StartPolicy;

/** Who may write first: asked when a conversation is opened and again at its first message. */
final class Starting {
  private Starting() {}

  /** Whether a message is one of staff to a client who has not written here. */
  static boolean isByStaff(Side side, Entry last) {
    return side == Side.STAFF && last.totals().client() == 0;
  }

  static void requireThatStaffMay(StartPolicy policy) {
    switch (policy) {
      case CLIENT_ONLY ->
          throw Refused.of(Code.CLIENT_FIRST, "Here the client writes first: wait for them.");
      case LINKED_CLIENT ->
          // No client has a card so far, so nobody is linked to one.
          throw Refused.of(
              Code.CLIENT_FIRST, "Here staff write first only to a client who has a card.");
      case STAFF_ANY -> {}
    }
  }
}
