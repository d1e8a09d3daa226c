package dev.parley.core.faults;

import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.workspace.Directory;
import dev.parley.core.workspace.InMemoryDirectory;

/** The stores that a command works on. */
public record Ground(ConversationStore store, Inboxes inboxes, Rooms rooms, Directory directory) {

  static Ground inMemory() {
    InMemoryConversations store = new InMemoryConversations();
    return new Ground(store, store.inboxes(), new InMemoryRooms(), new InMemoryDirectory());
  }

  /** The same stores with faults in front of each. */
  Ground behind(FaultAt faults) {
    return new Ground(
        faults.before(ConversationStore.class, store),
        faults.before(Inboxes.class, inboxes),
        faults.before(Rooms.class, rooms),
        faults.before(Directory.class, directory));
  }
}
