package dev.parley.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which sockets are open, and who watches what. Reads are strongly consistent. */
public interface Rooms {
  /** What became of a wish to watch. */
  enum Joining {
    JOINED,
    /** The socket watches as many conversations as it may. */
    FULL,
    /** The socket is not registered, or was closed in the meantime. */
    CLOSED
  }

  /** What became of a wish to tell that somebody is typing. */
  enum Noting {
    NOTED,
    /** The socket told it a moment ago. */
    TOO_SOON,
    NOT_WATCHING
  }

  /** A socket that watches a room, and for whom it does so. */
  record Watcher(String connection, String person, Side side) {}

  /** A socket is being opened; its traces may be cleaned away {@link Limits#SOCKET_TRACE} later. */
  void register(Session session, Instant at);

  /** A socket was closed: it and everything it watched are forgotten. Unknown ones are no error. */
  void forget(Session session);

  /**
   * Takes a socket out of everything it watches and lets it join nothing more, though it may still
   * be open: it stays listed until it is forgotten. Unknown ones are no error.
   */
  void shut(Session session);

  /**
   * A socket that is registered.
   *
   * @param registeredAt whole seconds
   * @param shut whether it may still be open and is to see nothing more
   * @param watches names of the rooms that it surely watches; one that it is just joining or
   *     leaving may be missing
   */
  record Socket(Session session, Instant registeredAt, boolean shut, Set<String> watches) {}

  /** The sockets of a person, also those that are shut. */
  List<Socket> sockets(String workspace, String person);

  /** Lets a socket watch a room on a side, if it watches fewer than {@code atMost}. */
  Joining join(Session session, Room room, Side side, int atMost, Instant expiresAt);

  /** Ends it; not watching is no error. */
  void leave(Session session, Room room);

  /** The side on which a socket watches a room; empty when it does not. */
  Optional<Side> sideOf(Session session, Room room);

  /** All sockets that watch a room. */
  List<Watcher> watchers(Room room);

  /** The connections of all who are told of what is new in an inbox. */
  default List<String> socketsOf(InboxOwner owner) {
    return switch (owner) {
      case InboxOwner.Person person ->
          sockets(person.workspace(), person.person()).stream()
              .filter(socket -> !socket.shut())
              .map(socket -> socket.session().connection())
              .toList();
      case InboxOwner.OfChannel channel ->
          watchers(channel).stream().map(Watcher::connection).toList();
    };
  }

  /**
   * Notes that the person of a watching socket is typing now, unless that was noted for this socket
   * and conversation less than a pause ago. Watching again keeps the note; leaving drops it.
   */
  Noting noteTyping(Session session, ConversationId conversation, Instant now, Duration pause);

  /**
   * The same for a person without a socket.
   *
   * @return false when it was noted less than a pause ago
   */
  boolean noteTyping(String person, ConversationId conversation, Instant now, Duration pause);

  /** Forgets a socket that was told of an inbox, and turned out to be gone. */
  default void drop(InboxOwner owner, String connection) {
    switch (owner) {
      case InboxOwner.Person person ->
          forget(new Session(person.workspace(), person.person(), 0, connection));
      case InboxOwner.OfChannel channel -> evict(channel, connection);
    }
  }

  /** Removes a watcher whose socket turned out to be gone. */
  void evict(Room room, String connection);
}
