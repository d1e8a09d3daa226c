package dev.parley.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rooms in front of others; tests override what shall happen in between. */
public class ForwardingRooms implements Rooms {
  private final Rooms rooms;

  protected ForwardingRooms(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public void register(Session session, Instant expiresAt) {
    rooms.register(session, expiresAt);
  }

  @Override
  public void forget(Session session) {
    rooms.forget(session);
  }

  @Override
  public void shut(Session session) {
    rooms.shut(session);
  }

  @Override
  public List<Socket> sockets(String workspace, String person) {
    return rooms.sockets(workspace, person);
  }

  @Override
  public Joining join(Session session, Room room, Side side, int atMost, Instant expiresAt) {
    return rooms.join(session, room, side, atMost, expiresAt);
  }

  @Override
  public void leave(Session session, Room room) {
    rooms.leave(session, room);
  }

  @Override
  public Optional<Side> sideOf(Session session, Room room) {
    return rooms.sideOf(session, room);
  }

  @Override
  public List<Watcher> watchers(Room room) {
    return rooms.watchers(room);
  }

  @Override
  public Noting noteTyping(
      Session session, ConversationId conversation, Instant now, Duration pause) {
    return rooms.noteTyping(session, conversation, now, pause);
  }

  @Override
  public boolean noteTyping(
      String person, ConversationId conversation, Instant now, Duration pause) {
    return rooms.noteTyping(person, conversation, now, pause);
  }

  @Override
  public void evict(Room room, String connection) {
    rooms.evict(room, connection);
  }
}
