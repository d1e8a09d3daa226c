package dev.parley.bench;

import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.ForwardingConversations;

/**
 * Conversations that never grow: what is appended must fit behind the last entry, and is dropped.
 * So the thousandth message of a measurement meets the same log as the first one.
 */
final class FixedLength extends ForwardingConversations {
  private final ConversationId conversation;
  private final long length;

  FixedLength(ConversationStore store, ConversationId conversation, long length) {
    super(store);
    this.conversation = conversation;
    this.length = length;
  }

  @Override
  public boolean commit(Commit commit) {
    if (commit.writes().getFirst() instanceof Commit.Append append
        && append.conversation().equals(conversation)
        && append.entry().seq() == length + 1) {
      return true;
    }
    throw new IllegalStateException("not the next entry of the log: " + commit);
  }
}
