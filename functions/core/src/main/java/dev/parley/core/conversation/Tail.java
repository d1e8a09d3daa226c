package dev.parley.core.conversation;

import java.util.List;

/**
 * A conversation with the newest entries of its log.
 *
 * @param entries ascending and without gaps up to the last; empty when nothing lies where it was
 *     asked for
 */
public record Tail(Conversation conversation, List<Entry> entries) {
  public Tail {
    entries = List.copyOf(entries);
  }

  /** The newest entry. */
  public Entry last() {
    return entries.getLast();
  }
}
