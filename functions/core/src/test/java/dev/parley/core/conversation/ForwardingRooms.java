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
  public Joining join(
      Session session, ConversationId conversation, Side side, int atMost, Instant expiresAt) {
    return rooms.join(session, conversation, side, atMost, expiresAt);
  }

  @Override
  public void leave(Session session, ConversationId conversation) {
    rooms.leave(session, conversation);
  }

  @Override
  public Optional<Side> sideOf(Session session, ConversationId conversation) {
    return rooms.sideOf(session, conversation);
  }

  @Override
  public List<Watcher> watchers(ConversationId conversation) {
    return rooms.watchers(conversation);
  }

  @Override
  public Noting noteTyping(
      Session session, ConversationId conversation, Instant now, Duration pause) {
    return rooms.noteTyping(session, conversation, now, pause);
  }

  @Override
  public void evict(ConversationId conversation, String connection) {
    rooms.evict(conversation, connection);
  }
}
