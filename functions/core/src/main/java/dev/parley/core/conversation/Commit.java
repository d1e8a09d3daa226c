package dev.parley.core.conversation;

import java.util.List;

/**
 * Everything that one decision writes, as data. A store applies all of it or nothing; it applies
 * nothing when any write finds its place taken.
 */
public record Commit(List<Write> writes) {
  public Commit {
    writes = List.copyOf(writes);
  }

  static Commit of(Write... writes) {
    return new Commit(List.of(writes));
  }

  /** One write. Each but {@link Mark} is made only where nothing stands yet. */
  public sealed interface Write {}

  /** A conversation begins. */
  public record Start(Conversation conversation) implements Write {}

  /** An entry takes its number. */
  public record Append(ConversationId conversation, Entry entry) implements Write {}

  /** A client's conversation with a channel gets its place. */
  public record Point(String channel, String client, ConversationId conversation)
      implements Write {}

  /** A conversation appears in somebody's inbox. */
  public record Enlist(InboxOwner owner, Conversation conversation) implements Write {}

  /**
   * How a conversation stands, in somebody's inbox. The row must be there, and nothing else of it
   * is touched. It is made beside the entry that changed it, whose place decides who was first.
   */
  public record Mark(InboxOwner owner, Conversation conversation, Standing standing)
      implements Write {}
}
