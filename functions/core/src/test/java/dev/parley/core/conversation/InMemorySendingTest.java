package dev.parley.core.conversation;

class InMemorySendingTest extends SendingContract {
  @Override
  protected ConversationStore store() {
    return new InMemoryConversations();
  }

  @Override
  protected Rooms rooms() {
    return new InMemoryRooms();
  }
}
