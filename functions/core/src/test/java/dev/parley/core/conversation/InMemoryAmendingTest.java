package dev.parley.core.conversation;

class InMemoryAmendingTest extends AmendingContract {
  private final ConversationStore store = new InMemoryConversations();

  @Override
  protected ConversationStore store() {
    return store;
  }
}
