package dev.parley.core.conversation;

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
    join(session, ports.store().head(id).conversation());
    long last = ports.store().head(id).last().seq();
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

  private void join(Session session, Conversation conversation) {
    new Joining(ports)
        .join(
            session,
            conversation.id(),
            () -> Access.side(ports.directory(), conversation, session.person()));
  }
}
