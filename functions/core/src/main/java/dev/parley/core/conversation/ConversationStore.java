package dev.parley.core.conversation;

import dev.parley.core.failure.Refused;
import java.util.List;
import java.util.Optional;

/**
 * Keeps conversations and their logs. Every read is strongly consistent.
 *
 * <p>All methods throw {@link dev.parley.core.failure.Unavailable} when nothing has happened and
 * trying again is right; {@link #commit} throws {@link dev.parley.core.failure.Ambiguous} when it
 * cannot know.
 */
public interface ConversationStore {
  /**
   * The conversation with its newest entries.
   *
   * @param from number of the oldest entry wanted
   * @param atMost how many of the newest are wanted at most
   * @return empty when there is no such conversation; no entries when {@code from} lies beyond the
   *     end
   */
  Optional<Tail> tail(ConversationId id, long from, int atMost);

  /**
   * The conversation with its newest entry; one that does not exist is refused like one that is
   * somebody else's.
   */
  default Tail head(ConversationId id) {
    return tail(id, 1, 1).orElseThrow(Refused::notFound);
  }

  /**
   * What a conversation is. That never changes, so whoever keeps it may answer without looking
   * again.
   */
  default Optional<Conversation> conversation(ConversationId id) {
    return tail(id, 1, 1).map(Tail::conversation);
  }

  /** The entry that bears a number; empty beyond the end of the log. */
  default Optional<Entry> entry(ConversationId id, long seq) {
    return page(id, seq - 1, 1).stream().findFirst();
  }

  /** Entries after a number, ascending; fewer than {@code atMost} only at the end of the log. */
  List<Entry> page(ConversationId id, long after, int atMost);

  /** The message that a person sent under an id, if it is in the log after {@code after}. */
  Optional<Entry> find(ConversationId id, String author, ClientMessageId message, long after);

  /**
   * Applies every write or none.
   *
   * @return false when somebody was faster and nothing was written
   */
  boolean commit(Commit commit);

  /** The conversation of a client with a channel. */
  Optional<ConversationId> pointer(String workspace, String channel, String client);
}
