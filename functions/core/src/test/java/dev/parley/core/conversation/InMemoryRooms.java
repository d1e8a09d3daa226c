package dev.parley.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sockets and rooms in memory. */
public final class InMemoryRooms implements Rooms {
  private final Map<String, Set<ConversationId>> sockets = new HashMap<>();
  private final Map<ConversationId, Map<String, Side>> rooms = new HashMap<>();

  @Override
  public synchronized void register(Session session, Instant expiresAt) {
    sockets.put(session.connection(), new LinkedHashSet<>());
  }

  @Override
  public synchronized void forget(Session session) {
    Set<ConversationId> watched = sockets.remove(session.connection());
    if (watched != null) {
      watched.forEach(conversation -> evict(conversation, session.connection()));
    }
  }

  @Override
  public synchronized Joining join(
      Session session, ConversationId conversation, Side side, int atMost, Instant expiresAt) {
    Set<ConversationId> watched = sockets.get(session.connection());
    if (watched == null) {
      return Joining.CLOSED;
    }
    if (!watched.contains(conversation) && watched.size() >= atMost) {
      return Joining.FULL;
    }
    watched.add(conversation);
    rooms.computeIfAbsent(conversation, _ -> new LinkedHashMap<>()).put(session.connection(), side);
    return Joining.JOINED;
  }

  @Override
  public synchronized void leave(Session session, ConversationId conversation) {
    sockets.getOrDefault(session.connection(), new LinkedHashSet<>()).remove(conversation);
    evict(conversation, session.connection());
  }

  @Override
  public synchronized Optional<Side> sideOf(Session session, ConversationId conversation) {
    return Optional.ofNullable(
        rooms.getOrDefault(conversation, Map.of()).get(session.connection()));
  }

  @Override
  public synchronized List<String> watchers(ConversationId conversation) {
    return List.copyOf(rooms.getOrDefault(conversation, Map.of()).keySet());
  }

  @Override
  public synchronized void evict(ConversationId conversation, String connection) {
    rooms.getOrDefault(conversation, new HashMap<>()).remove(connection);
  }
}
