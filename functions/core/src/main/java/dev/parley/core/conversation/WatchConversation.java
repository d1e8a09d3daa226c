package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.ArrayList;
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
  List<Frame> handle(Session session, Command.Watch watch) {
    Conversation conversation = head(watch.conversation()).conversation();
    Side side = Access.side(ports.directory(), conversation, session.person());
    boolean joined =
        ports
            .rooms()
            .join(
                session,
                watch.conversation(),
                side,
                Limits.ROOMS_PER_SOCKET,
                ports.clock().instant().plus(Limits.SOCKET_TRACE));
    if (!joined) {
      throw Refused.of(
          Code.TOO_MANY_ROOMS,
          "A socket watches at most " + Limits.ROOMS_PER_SOCKET + " conversations.");
    }
    return missed(watch, head(watch.conversation()).last().seq());
  }

  Frame handle(Session session, Command.Unwatch unwatch) {
    ports.rooms().leave(session, unwatch.conversation());
    return new Frame.Unwatched(unwatch.requestId(), unwatch.conversation());
  }

  private Tail head(ConversationId id) {
    return ports.store().tail(id, 1, 1).orElseThrow(Refused::notFound);
  }

  private List<Frame> missed(Command.Watch watch, long last) {
    List<Frame> frames = new ArrayList<>();
    long after = watch.after();
    if (after > last || last - after > Limits.RESUME_ENTRIES) {
      after = Math.max(0, last - Limits.RESUME_ENTRIES);
      frames.add(new Frame.Reset(watch.requestId(), watch.conversation(), after + 1));
    }
    List<List<Entry>> pages = Pages.split(read(watch.conversation(), after, last));
    for (int page = 0; page < pages.size(); page++) {
      boolean complete = page == pages.size() - 1;
      frames.add(
          new Frame.Entries(
              watch.requestId(), watch.conversation(), pages.get(page), last, complete));
    }
    return frames;
  }

  private List<Entry> read(ConversationId id, long after, long last) {
    List<Entry> entries = new ArrayList<>();
    for (long seen = after; seen < last; seen = entries.getLast().seq()) {
      int atMost = (int) Math.min(last - seen, Limits.PAGE_ENTRIES);
      entries.addAll(ports.store().page(id, seen, atMost));
    }
    return entries;
  }
}
