package dev.parley.core.conversation;

import dev.parley.core.workspace.Directory;
import java.util.List;

/** Everything that a socket can ask for, and its coming and going. */
public final class SocketCommands {
  private final Ports ports;
  private final SendMessage sending;
  private final WatchConversation watching;

  public SocketCommands(Ports ports) {
    this.ports = ports;
    this.sending = new SendMessage(ports);
    this.watching = new WatchConversation(ports);
  }

  /** Carries a command out and sends its answer to the socket it came from. */
  public void handle(Session session, Command command) {
    answer(session, command).forEach(frame -> tell(session, frame));
  }

  /** Sends a frame to the socket of a session; a socket that is gone is no error. */
  public void tell(Session session, Frame frame) {
    ports.audience().tell(List.of(session.connection()), frame);
  }

  private List<Frame> answer(Session session, Command command) {
    return switch (command) {
      case Command.Send send -> List.of(sending.handle(session, send));
      case Command.Watch watch -> watching.handle(session, watch);
      case Command.Unwatch unwatch -> List.of(watching.handle(session, unwatch));
      case Command.Ping ping -> List.of(new Frame.Pong(ping.requestId(), ports.clock().instant()));
    };
  }

  /**
   * Registers an opened socket.
   *
   * <p>The person's epoch is read after the socket is registered: whoever revokes access raises the
   * epoch first and then closes what is registered, so one of the two always sees the other.
   *
   * @return false when the person's access was revoked since the ticket was issued
   */
  public boolean opened(Session session) {
    ports.rooms().register(session, ports.clock().instant().plus(Limits.SOCKET_TRACE));
    boolean current = isCurrent(ports.directory(), session);
    if (!current) {
      ports.rooms().forget(session);
    }
    return current;
  }

  /** Forgets a closed socket. */
  public void closed(Session session) {
    ports.rooms().forget(session);
  }

  private static boolean isCurrent(Directory directory, Session session) {
    return directory
        .member(session.workspace(), session.person())
        .filter(member -> member.epoch() == session.epoch())
        .isPresent();
  }
}
