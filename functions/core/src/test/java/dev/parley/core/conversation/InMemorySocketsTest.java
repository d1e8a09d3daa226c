package dev.parley.core.conversation;

class InMemorySocketsTest extends SocketsContract {
  private final Rooms rooms = new InMemoryRooms();

  @Override
  protected Rooms rooms() {
    return rooms;
  }
}
