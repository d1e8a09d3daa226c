package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Directory;
import java.util.List;

/** Everything that a socket can ask for, and its coming and going. */
public final class SocketCommands {
  private final Ports ports;
  private final Messages messages;
  private final ReadMarks reading;
  private final Sync sync;
  private final WatchConversation watching;
  private final ShowTyping typing;

  public SocketCommands(Ports ports) {
    this.ports = ports;
    this.messages = new Messages(ports);
    this.reading = new ReadMarks(ports);
    this.sync = new Sync(ports);
    this.watching = new WatchConversation(ports);
    this.typing = new ShowTyping(ports);
  }

  /**
   * Carries a command out; its answer goes to the socket it came from.
   *
   * @return how its frames arrived; whoever missed one is no reason to try the command again
   */
  public Audience.Delivered handle(Session session, Command command) {
    return switch (command) {
      case Command.Write write -> messages.write(caller(session, write), write.draft()).delivered();
      case Command.Read read ->
          reading.mark(caller(session, read), read.conversation(), read.seq()).delivered();
      case Command.Sync wanted -> {
        requireCurrent(session);
        yield tell(session, sync.handle(session, wanted));
      }
      case Command.Unsync unsync -> tell(session, sync.handle(session, unsync));
      case Command.Watch watch -> watching.handle(session, watch);
      case Command.Unwatch unwatch -> tell(session, watching.handle(session, unwatch));
      case Command.Typing typed -> typing.handle(session, typed);
      case Command.Ping ping ->
          tell(session, new Frame.Pong(ping.requestId(), ports.clock().instant()));
    };
  }

  /** Sends a frame to the socket of a session. */
  public Audience.Delivered tell(Session session, Frame frame) {
    return ports.audience().deliver(List.of(new Audience.Delivery(session.connection(), frame)));
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
    ports.rooms().register(session, ports.clock().instant());
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

  private static Caller caller(Session session, Command command) {
    return new Caller.OnSocket(session, command.requestId());
  }

  /** A socket that should have been closed may be open still. */
  private void requireCurrent(Session session) {
    if (!isCurrent(ports.directory(), session)) {
      throw Refused.of(Code.NOT_ALLOWED, "This socket was closed.");
    }
  }

  private static boolean isCurrent(Directory directory, Session session) {
    return directory
        .member(session.workspace(), session.person())
        .filter(member -> member.active() && member.epoch() == session.epoch())
        .isPresent();
  }
}
