package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.util.List;

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
    boolean staff = me.member().is(Role.ADMINISTRATOR);
    switch (change) {
      case MemberChange.Link _, MemberChange.Unlink _ ->
          staff = staff || !me.channels(ports.directory()).isEmpty();
      case MemberChange.Revoke _,
          MemberChange.Grant _,
          MemberChange.Hold _,
          MemberChange.Release _ -> {}
    }
    if (!staff) {
      throw Refused.of(Code.NOT_ALLOWED, "This is for administrators.");
    }
    if (change instanceof MemberChange.Grant grant) {
      requireChannels(me, grant);
    }
    if (change.mayTakeAccess() && me.member().person().equals(person)) {
      throw Refused.of(Code.NOT_ALLOWED, "Nobody takes their own access: ask another one.");
    }
  }

  private void requireChannels(Membership me, MemberChange.Grant grant) {
    if (ports.directory().channels(me.workspace().id(), grant.channels()).size()
        < grant.channels().size()) {
      throw Refused.field(
          Code.INVALID_FIELD, "channels", "Name channels that this workspace has.");
    }
  }

  /**
   * Rooms are left first, so that nothing more is shown. A socket is forgotten only when it is
   * closed: who is told that it could not be tries again. A socket that is opened meanwhile finds
   * the new epoch: it looks after it has registered.
   */
  private void close(String workspace, String person) {
    List<Session> sockets = ports.rooms().sockets(workspace, person);
    sockets.forEach(ports.rooms()::shut);
    Frame bye = new Frame.Bye(REVOKED);
    ports
        .audience()
        .deliver(sockets.stream().map(it -> new Audience.Delivery(it.connection(), bye)).toList());
    ports.audience().close(sockets.stream().map(Session::connection).toList());
    sockets.forEach(ports.rooms()::forget);
  }
}
