package dev.parley.core.conversation;

/** Whom the client of a conversation talks with. */
public sealed interface Counterpart {
  /** One person, by name. */
  record Specialist(String person) implements Counterpart {}

  /** Whoever answers for a channel. */
  record Channel(String channel) implements Counterpart {}

  /** The workspace itself: it tells what concerns no dialog, and nobody answers. */
  record Workspace() implements Counterpart {}
}
