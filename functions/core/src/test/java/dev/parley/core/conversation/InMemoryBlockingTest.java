package dev.parley.core.conversation;

class InMemoryBlockingTest extends BlockingContract {
  @Override
  protected ConversationStore store() {
    return new InMemoryConversations();
  }

  @Override
  protected Rooms rooms() {
    return new InMemoryRooms();
  }
}
