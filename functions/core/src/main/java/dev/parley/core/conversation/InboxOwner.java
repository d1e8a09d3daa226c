package dev.parley.core.conversation;

import java.util.List;

/** Whose inbox: a person's, or the common one of all who answer for a channel. */
public sealed interface InboxOwner {
  String workspace();

  /** The inboxes that a conversation stands in: the client's, and the other side's. */
  static List<InboxOwner> of(Conversation conversation) {
    return List.of(of(conversation, Side.CLIENT), of(conversation, Side.STAFF));
  }

  /** The inbox of one side. */
  static InboxOwner of(Conversation conversation, Side side) {
    String workspace = conversation.id().workspace();
    return switch (side) {
      case CLIENT -> new Person(workspace, conversation.client());
      case STAFF ->
          switch (conversation.counterpart()) {
            case Counterpart.Specialist specialist -> new Person(workspace, specialist.person());
            case Counterpart.Channel channel -> new OfChannel(workspace, channel.channel());
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
