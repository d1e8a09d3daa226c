package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.List;

/** Gives a socket what it missed in a conversation, and every new entry from now on. */
final class WatchConversation {
  private final Ports ports;

  WatchConversation(Ports ports) {
    this.ports = ports;
  }

  /**
   * Joins first and reads second: an entry that comes in between is sent twice rather than never.
   */
  Audience.Delivered handle(Session session, Command.Watch watch) {
    ConversationId id = watch.conversation();
    join(session, head(id).conversation());
    long last = head(id).last().seq();
    if (watch.after() <= last && last - watch.after() <= Limits.RESUME_ENTRIES) {
      return send(session, watch, watch.after(), last);
    }
    long before = Math.max(0, last - Limits.RESUME_ENTRIES);
    Audience.Delivered reset = tell(session, new Frame.Reset(watch.requestId(), id, before + 1));
    return reset.toEverybody() ? send(session, watch, before, last) : reset;
  }

  /** Page by page, so that no more than one is held in memory. */
  private Audience.Delivered send(Session session, Command.Watch watch, long after, long last) {
    ConversationId id = watch.conversation();
    long sent = after;
    Audience.Delivered delivered;
    do {
      List<Entry> page = Pages.next(ports.store(), id, sent, last, Limits.PAGE_ENTRIES);
      sent = page.isEmpty() ? last : page.getLast().seq();
      delivered = tell(session, new Frame.Entries(watch.requestId(), id, page, last, sent == last));
    } while (sent < last && delivered.toEverybody());
    return delivered;
  }

  private Audience.Delivered tell(Session session, Frame frame) {
    return ports.audience().deliver(List.of(new Audience.Delivery(session.connection(), frame)));
  }

  Frame handle(Session session, Command.Unwatch unwatch) {
    ports.rooms().leave(session, unwatch.conversation());
    return new Frame.Unwatched(unwatch.requestId(), unwatch.conversation());
  }

  /**
   * Whoever revokes a grant takes it away first and then empties the room, so the grant is looked
   * at again after joining: one of the two sees the other.
   */
  private void join(Session session, Conversation conversation) {
    Side side = Access.side(ports.directory(), conversation, session.person());
    Rooms.Joining joining =
        ports
            .rooms()
            .join(
                session,
                conversation.id(),
                side,
                Limits.ROOMS_PER_SOCKET,
                ports.clock().instant().plus(Limits.SOCKET_TRACE));
    switch (joining) {
      case JOINED -> requireStillGranted(session, conversation);
      case FULL ->
          throw Refused.of(
              Code.TOO_MANY_ROOMS,
              "A socket watches at most " + Limits.ROOMS_PER_SOCKET + " conversations.");
      case CLOSED -> throw Refused.of(Code.NOT_ALLOWED, "This socket was closed.");
    }
  }

  private void requireStillGranted(Session session, Conversation conversation) {
    try {
      Access.side(ports.directory(), conversation, session.person());
    } catch (Refused e) {
      ports.rooms().leave(session, conversation.id());
      throw e;
    }
  }

  private Tail head(ConversationId id) {
    return ports.store().tail(id, 1, 1).orElseThrow(Refused::notFound);
  }
}
