package dev.parley.core.conversation;

class InMemoryInboxesTest extends InboxesContract {
  private final InMemoryConversations store = new InMemoryConversations();

  @Override
  protected ConversationStore store() {
    return store;
  }

  @Override
  protected Inboxes inboxes() {
    return store.inboxes();
  }
}
