package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Membership;
import java.util.Optional;

/** Decides on which side, if any, a person takes part in a conversation. */
final class Access {
  private Access() {}

  /** The side of a member who is named in the conversation or answers for its channel. */
  static Side side(Membership me, Conversation conversation) {
    return conversation
        .sideOf(me.member().person())
        .or(() -> byGrant(me, conversation))
        .orElseThrow(Refused::notFound);
  }

  /** The same by name; who they are is looked up only where the conversation does not name them. */
  static Side side(Directory directory, Conversation conversation, String person) {
    return conversation
        .sideOf(person)
        .or(
            () ->
                Membership.find(directory, conversation.id().workspace(), person)
                    .flatMap(me -> byGrant(me, conversation)))
        .orElseThrow(Refused::notFound);
  }

  /**
   * The side on which a caller writes. On a socket, whoever is not named in the conversation writes
   * where they watch: watching is the proof of the grant, and revoking takes it away.
   */
  static Side side(Ports ports, Conversation conversation, Caller caller) {
    return switch (caller) {
      case Caller.OverRest rest -> side(rest.me(), conversation);
      case Caller.OnSocket socket ->
          conversation
              .sideOf(socket.person())
              .or(() -> ports.rooms().sideOf(socket.session(), conversation.id()))
              .orElseThrow(() -> notWatching(ports, conversation, socket.person()));
    };
  }

  private static Refused notWatching(Ports ports, Conversation conversation, String person) {
    side(ports.directory(), conversation, person);
    return Refused.of(Code.NOT_WATCHING, "Watch the conversation before you write into it.");
  }

  private static Optional<Side> byGrant(Membership me, Conversation conversation) {
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist _, Counterpart.Workspace _ -> Optional.empty();
      case Counterpart.Channel channel ->
          me.answersFor(channel.channel()) ? Optional.of(Side.STAFF) : Optional.empty();
    };
  }
}
