package dev.parley.core.conversation;

import java.util.List;

/**
 * Everything that one decision writes, as data. A store applies all of it or nothing; it applies
 * nothing when any write finds its place taken, or what it changes not as it was.
 */
public record Commit(List<Write> writes) {
  public Commit {
    writes = List.copyOf(writes);
  }

  static Commit of(Write... writes) {
    return new Commit(List.of(writes));
  }

  /** One write. */
  public sealed interface Write {}

  /** A conversation begins; made only where nothing stands yet. */
  public record Start(Conversation conversation) implements Write {}

  /** An entry takes its number; made only where nothing stands yet. */
  public record Append(ConversationId conversation, Entry entry) implements Write {}

  /** A client's conversation with a channel gets its place, where there is none yet. */
  public record Point(String channel, String client, ConversationId conversation)
      implements Write {}

  /** A conversation appears in somebody's inbox, where it was not yet. */
  public record Enlist(InboxOwner owner, InboxRow row) implements Write {}

  /** A text gets its newest wording beside its first; made only where a text stands. */
  public record Amend(ConversationId conversation, long seq, Edit edit) implements Write {}

  /**
   * What an entry said goes away; made only where that entry stands.
   *
   * @param entry without what it said
   */
  public record Erase(ConversationId conversation, Entry entry) implements Write {}
}
