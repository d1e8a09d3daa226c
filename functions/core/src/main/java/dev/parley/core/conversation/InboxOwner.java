package dev.parley.core.conversation;

/** Whose inbox: a person's, or the common one of all who answer for a channel. */
public sealed interface InboxOwner {
  String workspace();

  record Person(String workspace, String person) implements InboxOwner {}

  record OfChannel(String workspace, String channel) implements InboxOwner {}
}
