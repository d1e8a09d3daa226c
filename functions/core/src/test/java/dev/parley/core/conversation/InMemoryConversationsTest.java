package dev.parley.core.conversation;

class InMemoryConversationsTest extends ConversationStoreContract {
  private final ConversationStore store = new InMemoryConversations();

  @Override
  protected ConversationStore store() {
    return store;
  }
}
