package dev.parley.core.conversation;

/** A socket that gets every new entry of a conversation, and the side its person is on. */
public record Watcher(String connection, String person, Side side) {}
