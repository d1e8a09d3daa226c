package dev.parley.core.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sockets and rooms in memory. */
public final class InMemoryRooms implements Rooms {
  private final Map<String, Set<ConversationId>> sockets = new HashMap<>();
  private final Map<ConversationId, Map<String, Watcher>> rooms = new HashMap<>();

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
  public synchronized boolean join(
      Session session, ConversationId conversation, Side side, int atMost, Instant expiresAt) {
    Set<ConversationId> watched = sockets.get(session.connection());
    if (watched == null || (!watched.contains(conversation) && watched.size() >= atMost)) {
      return false;
    }
    watched.add(conversation);
    rooms
        .computeIfAbsent(conversation, _ -> new LinkedHashMap<>())
        .put(session.connection(), new Watcher(session.connection(), session.person(), side));
    return true;
  }

  @Override
  public synchronized void leave(Session session, ConversationId conversation) {
    sockets.getOrDefault(session.connection(), new LinkedHashSet<>()).remove(conversation);
    evict(conversation, session.connection());
  }

  @Override
  public synchronized List<Watcher> watchers(ConversationId conversation) {
    return new ArrayList<>(rooms.getOrDefault(conversation, Map.of()).values());
  }

  @Override
  public synchronized void evict(ConversationId conversation, String connection) {
    rooms.getOrDefault(conversation, new HashMap<>()).remove(connection);
  }
}
