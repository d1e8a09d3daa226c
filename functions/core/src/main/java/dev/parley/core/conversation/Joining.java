package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;

/** Lets a socket into a room that its person may watch. */
final class Joining {
  private final Ports ports;

  /** Looks up on which side a person may watch; throws when they may not. */
  @FunctionalInterface
  interface Grant {
    Side side();
  }

  Joining(Ports ports) {
    this.ports = ports;
  }

  /**
   * Whoever revokes a grant takes it away first and then empties the room, so the grant is looked
   * at again after joining: one of the two sees the other.
   */
  void join(Session session, Room room, Grant granted) {
    Side side = granted.side();
    Rooms.Joining joining =
        ports
            .rooms()
            .join(
                session,
                room,
                side,
                Limits.ROOMS_PER_SOCKET,
                ports.clock().instant().plus(Limits.SOCKET_TRACE));
    switch (joining) {
      case JOINED -> requireStillGranted(session, room, granted);
      case FULL ->
          throw Refused.of(
              Code.TOO_MANY_ROOMS,
              "A socket watches at most "
                  + Limits.ROOMS_PER_SOCKET
                  + " conversations and channels.");
      case CLOSED -> throw Refused.of(Code.NOT_ALLOWED, "This socket was closed.");
    }
  }

  private void requireStillGranted(Session session, Room room, Grant granted) {
    try {
      granted.side();
    } catch (Refused e) {
      ports.rooms().leave(session, room);
      throw e;
    }
  }
}
