package dev.parley.core.conversation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose inbox: a person's, or the common one of all who answer for a channel. */
public sealed interface InboxOwner {
  String workspace();

  /** The inboxes that a conversation stands in: the client's, and the other side's. */
  static List<InboxOwner> of(Conversation conversation) {
    return Stream.of(Side.CLIENT, Side.STAFF)
        .flatMap(side -> find(conversation, side).stream())
        .toList();
  }

  /** The inbox of a side that somebody stands on. */
  static InboxOwner of(Conversation conversation, Side side) {
    return find(conversation, side)
        .orElseThrow(() -> new IllegalStateException("a workspace reads nothing"));
  }

  /** The inbox of one side; empty for a workspace, which reads nothing. */
  static Optional<InboxOwner> find(Conversation conversation, Side side) {
    String workspace = conversation.id().workspace();
    return switch (side) {
      case CLIENT -> Optional.of(new Person(workspace, conversation.client()));
      case STAFF ->
          switch (conversation.counterpart()) {
            case Counterpart.Specialist specialist ->
                Optional.of(new Person(workspace, specialist.person()));
            case Counterpart.Channel channel ->
                Optional.of(new OfChannel(workspace, channel.channel()));
            case Counterpart.Workspace _ -> Optional.empty();
          };
    };
  }

  record Person(String workspace, String person) implements InboxOwner {}

  record OfChannel(String workspace, String channel) implements InboxOwner, Room {
    @Override
    public String name() {
      // No conversation's name has this sign in it.
      return "channel#" + channel;
    }
  }
}
