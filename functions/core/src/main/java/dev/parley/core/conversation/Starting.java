package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.StartPolicy;
import java.util.function.BooleanSupplier;

/** Who may write first: asked when a conversation is opened and again at its first message. */
final class Starting {
  private Starting() {}

  /** Looked up only while the client has not written. */
  static void requireThatMayWrite(Ports ports, Side side, Tail tail) {
    if (side == Side.STAFF && tail.last().totals().client() == 0) {
      String workspace = tail.conversation().id().workspace();
      StartPolicy policy =
          ports.directory().workspace(workspace).orElseThrow(Refused::notFound).startPolicy();
      requireThatStaffMay(policy, () -> isLinked(ports, workspace, tail.conversation().client()));
    }
  }

  static void requireThatStaffMay(StartPolicy policy, BooleanSupplier linked) {
    switch (policy) {
      case CLIENT_ONLY ->
          throw Refused.of(Code.CLIENT_FIRST, "Here the client writes first: wait for them.");
      case LINKED_CLIENT -> {
        if (!linked.getAsBoolean()) {
          throw Refused.of(
              Code.CLIENT_FIRST,
              "Here staff write first only to a client who wrote before and has a card.");
        }
      }
      case STAFF_ANY -> {}
    }
  }

  /** Whether a client has a card, and has written to anybody of the workspace. */
  static boolean isLinked(Ports ports, String workspace, String client) {
    return ports.directory().member(workspace, client).flatMap(Member::card).isPresent()
        && new WholeInbox(ports.inboxes())
            .hasAny(
                new InboxOwner.Person(workspace, client),
                row -> row.totals().client() > 0 && row.conversation().client().equals(client));
  }
}
