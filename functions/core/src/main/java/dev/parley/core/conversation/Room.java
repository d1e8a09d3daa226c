package dev.parley.core.conversation;

/** What sockets can watch: a conversation, or everything new of a channel. */
public sealed interface Room permits ConversationId, InboxOwner.OfChannel {
  String workspace();

  /** Names it within its workspace, apart from every other room. */
  String name();
}
