package dev.parley.core.conversation;

import java.util.List;

/** Whose inbox: a person's, or the common one of all who answer for a channel. */
public sealed interface InboxOwner {
  String workspace();

  /** The inboxes that a conversation stands in. */
  static List<InboxOwner> of(Conversation conversation) {
    String workspace = conversation.id().workspace();
    InboxOwner other =
        switch (conversation.counterpart()) {
          case Counterpart.Specialist specialist -> new Person(workspace, specialist.person());
          case Counterpart.Channel channel -> new OfChannel(workspace, channel.channel());
        };
    return List.of(new Person(workspace, conversation.client()), other);
  }

  record Person(String workspace, String person) implements InboxOwner {}

  record OfChannel(String workspace, String channel) implements InboxOwner {}
}
