package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    Conversation conversation = head(id).conversation();
    join(session, conversation);
    long last = head(id).last().seq();
    Sender sender = new Sender(session);
    long after = watch.after();
    if (after > last || last - after > Limits.RESUME_ENTRIES) {
      after = Math.max(0, last - Limits.RESUME_ENTRIES);
      sender.send(new Frame.Reset(watch.requestId(), id, after + 1));
    }
    List<Entry> page;
    do {
      page = Pages.next(ports.store(), id, after, last, Limits.PAGE_ENTRIES);
      after = page.isEmpty() ? last : page.getLast().seq();
      sender.send(new Frame.Entries(watch.requestId(), id, page, last, after == last));
    } while (after < last);
    return sender.delivered();
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

  /** Sends one frame after the other, so that no more than one is held in memory. */
  private final class Sender {
    private final String connection;
    private final Set<String> gone = new HashSet<>();
    private final Set<String> missed = new HashSet<>();

    private Sender(Session session) {
      this.connection = session.connection();
    }

    private void send(Frame frame) {
      if (gone.isEmpty() && missed.isEmpty()) {
        Audience.Delivered delivered =
            ports.audience().deliver(List.of(new Audience.Delivery(connection, frame)));
        gone.addAll(delivered.gone());
        missed.addAll(delivered.missed());
      }
    }

    private Audience.Delivered delivered() {
      return new Audience.Delivered(gone, missed);
    }
  }
}
