package dev.parley.core.conversation;

import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.Member;
import java.util.Optional;

/** Decides on which side, if any, a person takes part in a conversation. */
final class Access {
  private Access() {}

  /** The side of a person who is named in the conversation or answers for its channel. */
  static Side side(Directory directory, Conversation conversation, String person) {
    return conversation
        .sideOf(person)
        .or(() -> byGrant(directory, conversation, person))
        .orElseThrow(Refused::notFound);
  }

  private static Optional<Side> byGrant(
      Directory directory, Conversation conversation, String person) {
    return switch (conversation.counterpart()) {
      case Counterpart.Specialist _ -> Optional.empty();
      case Counterpart.Channel channel ->
          directory
              .member(conversation.id().workspace(), person)
              .filter(member -> answersFor(member, channel))
              .map(_ -> Side.STAFF);
    };
  }

  private static boolean answersFor(Member member, Counterpart.Channel channel) {
    return member.answersFor(channel.channel());
  }
}
