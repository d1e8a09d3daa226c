package dev.parley.core.conversation;

class InMemoryRoomsTest extends RoomsContract {
  private final Rooms rooms = new InMemoryRooms();

  @Override
  protected Rooms rooms() {
    return rooms;
  }
}
