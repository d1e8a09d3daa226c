package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Optional;

/** What a conversation is, apart from what was said in it. It has exactly one client. */
public record Conversation(
    ConversationId id, String client, Counterpart counterpart, Instant openedAt) {

  /**
   * The side on which a person takes part by name. Operators of a channel are not named here: they
   * take part by their grant.
   */
  public Optional<Side> sideOf(String person) {
    if (person.equals(client)) {
      return Optional.of(Side.CLIENT);
    }
    return switch (counterpart) {
      case Counterpart.Specialist specialist when specialist.person().equals(person) ->
          Optional.of(Side.STAFF);
      case Counterpart.Specialist _, Counterpart.Channel _, Counterpart.Workspace _ ->
          Optional.empty();
    };
  }
}
