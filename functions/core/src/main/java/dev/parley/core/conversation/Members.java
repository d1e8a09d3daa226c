package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.util.List;
import java.util.Set;

/** Changes who may do what; whoever may do less is out of every room and off every socket. */
public final class Members {
  /** Why sockets are closed, as their last frame says it. */
  static final String REVOKED = "revoked";

  private final Ports ports;

  public Members(Ports ports) {
    this.ports = ports;
  }

  /** What is so already stays so, and sockets that are open still are closed again. */
  public Member change(Membership me, String person, MemberChange change) {
    requireThatMay(me, person, change);
    Member member =
        ports
            .directory()
            .change(me.workspace().id(), person, change)
            .orElseThrow(Refused::notFound);
    if (change.mayTakeAccess()) {
      close(me.workspace().id(), person);
    }
    return member;
  }

  private void requireThatMay(Membership me, String person, MemberChange change) {
    switch (change) {
      case MemberChange.Link _, MemberChange.Unlink _ -> requireClient(me, person);
      case MemberChange.Revoke _, MemberChange.Hold _, MemberChange.Release _ ->
          requireAdministrator(me);
      case MemberChange.Grant grant -> {
        requireAdministrator(me);
        requireChannels(me, grant);
      }
    }
    if (change.mayTakeAccess() && me.member().person().equals(person)) {
      throw Refused.of(Code.NOT_ALLOWED, "Nobody takes their own access: ask another one.");
    }
  }

  static void requireAdministrator(Membership me) {
    if (!me.member().is(Role.ADMINISTRATOR)) {
      throw Refused.of(Code.NOT_ALLOWED, "This is for administrators.");
    }
  }

  /** Whoever answers for a channel keeps the cards of clients, too, and sees nobody else. */
  private void requireClient(Membership me, String person) {
    if (!me.member().is(Role.ADMINISTRATOR) && me.channels(ports.directory()).isEmpty()) {
      throw Refused.of(Code.NOT_ALLOWED, "This is for staff of a channel and administrators.");
    }
    boolean isClient =
        ports
            .directory()
            .member(me.workspace().id(), person)
            .filter(member -> member.is(Role.CLIENT))
            .isPresent();
    if (!isClient) {
      throw Refused.notFound();
    }
  }

  private void requireChannels(Membership me, MemberChange.Grant grant) {
    if (ports.directory().channels(me.workspace().id(), grant.channels()).size()
        < grant.channels().size()) {
      throw Refused.field(Code.INVALID_FIELD, "channels", "Name channels that this workspace has.");
    }
  }

  /**
   * Rooms are left first, so that nothing more is shown. A socket is forgotten only when it is
   * closed: who is told that it could not be tries again. A socket that is opened meanwhile finds
   * the new epoch: it looks after it has registered.
   */
  private void close(String workspace, String person) {
    List<Rooms.Socket> sockets = ports.rooms().sockets(workspace, person);
    sockets.forEach(socket -> ports.rooms().shut(socket.session()));
    List<String> connections =
        sockets.stream().map(socket -> socket.session().connection()).toList();
    Frame bye = new Frame.Bye(REVOKED);
    ports
        .audience()
        .deliver(connections.stream().map(it -> new Audience.Delivery(it, bye)).toList());
    Set<String> gone = ports.audience().close(connections);
    List<Rooms.Socket> opening =
        sockets.stream()
            .filter(socket -> gone.contains(socket.session().connection()))
            .filter(this::mayBeOpening)
            .toList();
    sockets.stream()
        .filter(socket -> !opening.contains(socket))
        .forEach(socket -> ports.rooms().forget(socket.session()));
    if (!opening.isEmpty()) {
      throw new Unavailable("a socket is just being opened and cannot be closed yet");
    }
  }

  /** The gateway knows a socket only when its handshake has ended. */
  private boolean mayBeOpening(Rooms.Socket socket) {
    return ports.clock().instant().isBefore(socket.registeredAt().plus(Limits.HANDSHAKE));
  }
}
