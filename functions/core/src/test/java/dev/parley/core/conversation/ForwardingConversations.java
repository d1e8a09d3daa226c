package dev.parley.core.conversation;

import java.util.List;
import java.util.Optional;

/** A store in front of another; tests override what shall go wrong. */
public class ForwardingConversations implements ConversationStore {
  private final ConversationStore store;

  protected ForwardingConversations(ConversationStore store) {
    this.store = store;
  }

  @Override
  public Optional<Tail> tail(ConversationId id, long from, int atMost) {
    return store.tail(id, from, atMost);
  }

  @Override
  public List<Entry> page(ConversationId id, long after, int atMost) {
    return store.page(id, after, atMost);
  }

  @Override
  public Optional<Entry> find(
      ConversationId id, String author, ClientMessageId message, long after) {
    return store.find(id, author, message, after);
  }

  @Override
  public boolean commit(Commit commit) {
    return store.commit(commit);
  }

  @Override
  public Optional<ConversationId> pointer(String workspace, String channel, String client) {
    return store.pointer(workspace, channel, client);
  }
}
