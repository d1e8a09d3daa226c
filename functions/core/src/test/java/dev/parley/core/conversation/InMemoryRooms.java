package dev.parley.core.conversation;

import java.time.Duration;
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
  private final Map<ConversationId, Map<String, Watcher>> rooms = new HashMap<>();
  private final Map<Place, Instant> typed = new HashMap<>();

  /** A socket in a room. */
  private record Place(ConversationId conversation, String connection) {}

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
    rooms
        .computeIfAbsent(conversation, _ -> new LinkedHashMap<>())
        .put(session.connection(), new Watcher(session.connection(), session.person(), side));
    return Joining.JOINED;
  }

  @Override
  public synchronized void leave(Session session, ConversationId conversation) {
    sockets.getOrDefault(session.connection(), new LinkedHashSet<>()).remove(conversation);
    evict(conversation, session.connection());
  }

  @Override
  public synchronized Optional<Side> sideOf(Session session, ConversationId conversation) {
    return Optional.ofNullable(rooms.getOrDefault(conversation, Map.of()).get(session.connection()))
        .map(Watcher::side);
  }

  @Override
  public synchronized List<Watcher> watchers(ConversationId conversation) {
    return List.copyOf(rooms.getOrDefault(conversation, Map.of()).values());
  }

  @Override
  public synchronized Noting noteTyping(
      Session session, ConversationId conversation, Instant now, Duration pause) {
    if (sideOf(session, conversation).isEmpty()) {
      return Noting.NOT_WATCHING;
    }
    Place place = new Place(conversation, session.connection());
    if (typed.getOrDefault(place, Instant.MIN).isAfter(now.minus(pause))) {
      return Noting.TOO_SOON;
    }
    typed.put(place, now);
    return Noting.NOTED;
  }

  @Override
  public synchronized void evict(ConversationId conversation, String connection) {
    rooms.getOrDefault(conversation, new HashMap<>()).remove(connection);
    typed.remove(new Place(conversation, connection));
  }
}
