package dev.parley.core.conversation;

class InMemorySendingTest extends SendingContract {
  private final InMemoryConversations store = new InMemoryConversations();

  @Override
  protected ConversationStore store() {
    return store;
  }

  @Override
  protected Inboxes inboxes() {
    return store.inboxes();
  }

  @Override
  protected Rooms rooms() {
    return new InMemoryRooms();
  }
}
