package dev.parley.core.conversation;

/** A conversation as it stands in somebody's inbox. */
public record InboxRow(Conversation conversation, Standing standing) {}
