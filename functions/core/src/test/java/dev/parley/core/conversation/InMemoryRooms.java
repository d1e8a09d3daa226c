package dev.parley.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sockets and rooms in memory. */
public final class InMemoryRooms implements Rooms {
  private final Map<String, Set<Room>> sockets = new HashMap<>();
  private final Map<Room, Map<String, Watcher>> rooms = new HashMap<>();
  private final Map<Session, Instant> sessions = new LinkedHashMap<>();
  private final Map<Place, Instant> typed = new HashMap<>();

  /** A socket in a room. */
  private record Place(Room room, String connection) {}

  @Override
  public synchronized void register(Session session, Instant at) {
    sockets.put(session.connection(), new LinkedHashSet<>());
    sessions.put(session, at.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public synchronized void forget(Session session) {
    sessions.keySet().removeIf(it -> it.connection().equals(session.connection()));
    Set<Room> watched = sockets.remove(session.connection());
    if (watched != null) {
      watched.forEach(room -> evict(room, session.connection()));
    }
  }

  @Override
  public synchronized void shut(Session session) {
    Set<Room> watched = sockets.remove(session.connection());
    if (watched != null) {
      watched.forEach(room -> evict(room, session.connection()));
    }
  }

  @Override
  public synchronized List<Socket> sockets(String workspace, String person) {
    return sessions.entrySet().stream()
        .filter(it -> it.getKey().workspace().equals(workspace))
        .filter(it -> it.getKey().person().equals(person))
        .map(
            it ->
                new Socket(
                    it.getKey(),
                    it.getValue(),
                    !sockets.containsKey(it.getKey().connection()),
                    watches(it.getKey())))
        .toList();
  }

  private Set<String> watches(Session session) {
    return sockets.getOrDefault(session.connection(), Set.of()).stream()
        .filter(room -> room.workspace().equals(session.workspace()))
        .map(Room::name)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized Joining join(
      Session session, Room room, Side side, int atMost, Instant expiresAt) {
    Set<Room> watched = sockets.get(session.connection());
    if (watched == null) {
      return Joining.CLOSED;
    }
    if (!watched.contains(room) && watched.size() >= atMost) {
      return Joining.FULL;
    }
    watched.add(room);
    rooms
        .computeIfAbsent(room, _ -> new LinkedHashMap<>())
        .put(session.connection(), new Watcher(session.connection(), session.person(), side));
    return Joining.JOINED;
  }

  @Override
  public synchronized void leave(Session session, Room room) {
    sockets.getOrDefault(session.connection(), new LinkedHashSet<>()).remove(room);
    evict(room, session.connection());
  }

  @Override
  public synchronized Optional<Side> sideOf(Session session, Room room) {
    return Optional.ofNullable(rooms.getOrDefault(room, Map.of()).get(session.connection()))
        .map(Watcher::side);
  }

  @Override
  public synchronized List<Watcher> watchers(Room room) {
    return List.copyOf(rooms.getOrDefault(room, Map.of()).values());
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
  public synchronized boolean noteTyping(
      String person, ConversationId conversation, Instant now, Duration pause) {
    Place place = new Place(conversation, "person " + person);
    if (typed.getOrDefault(place, Instant.MIN).isAfter(now.minus(pause))) {
      return false;
    }
    typed.put(place, now);
    return true;
  }

  @Override
  public synchronized void evict(Room room, String connection) {
    rooms.getOrDefault(room, new HashMap<>()).remove(connection);
    typed.remove(new Place(room, connection));
  }
}
