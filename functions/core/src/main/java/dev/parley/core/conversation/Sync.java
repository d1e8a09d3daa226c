package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists what has changed in an inbox, so that a socket that died at any instant costs nothing. */
final class Sync {
  private final Ports ports;
  private final WholeInbox whole;

  Sync(Ports ports) {
    this.ports = ports;
    this.whole = new WholeInbox(ports.inboxes());
  }

  /**
   * What an inbox holds, the newest in front, or what has changed in it, in the order in which it
   * has.
   *
   * @param complete whether there is no more
   */
  record Changes(List<InboxLine> lines, SyncCursor cursor, boolean complete) {}

  /** A channel is joined first and read second. One's own inbox is joined by opening the socket. */
  Frame handle(Session session, Command.Sync sync) {
    InboxOwner owner = owner(session, sync);
    if (owner instanceof InboxOwner.OfChannel channel) {
      new Joining(ports).join(session, channel, () -> granted(session, channel));
    }
    Changes changes = sync.since().map(it -> changes(owner, it)).orElseGet(() -> newest(owner));
    return new Frame.Inbox(
        sync.requestId(),
        sync.channel(),
        changes.lines(),
        Optional.of(changes.cursor()),
        changes.complete());
  }

  Frame handle(Session session, Command.Unsync unsync) {
    ports.rooms().leave(session, new InboxOwner.OfChannel(session.workspace(), unsync.channel()));
    return new Frame.Unsynced(unsync.requestId(), unsync.channel());
  }

  /** Where there are more than a frame holds, the rest is listed over REST. */
  private Changes newest(InboxOwner owner) {
    SyncCursor cursor = SyncCursor.at(ports.clock().instant());
    List<InboxRow> read =
        switch (owner) {
          case InboxOwner.Person person ->
              whole.first(
                  person,
                  _ -> true,
                  Comparator.comparing(Inboxes.Place::ofNewest).reversed(),
                  Limits.INBOX_ROWS + 1);
          case InboxOwner.OfChannel channel ->
              ports.inboxes().newest(channel, Optional.empty(), Limits.INBOX_ROWS + 1);
        };
    List<InboxLine> lines = fitting(owner, read);
    return new Changes(lines, cursor, lines.size() == read.size());
  }

  /** The clock is looked at before the rows are. */
  Changes changes(InboxOwner owner, SyncCursor since) {
    Instant now = ports.clock().instant();
    List<InboxRow> changed =
        switch (owner) {
          case InboxOwner.Person person ->
              whole.first(
                  person,
                  row -> Inboxes.Place.ofChange(row).compareTo(since.place()) > 0,
                  Comparator.comparing(Inboxes.Place::ofChange),
                  Limits.INBOX_ROWS + 1);
          case InboxOwner.OfChannel channel ->
              ports.inboxes().changed(channel, since.place(), Limits.INBOX_ROWS + 1);
        };
    List<InboxLine> lines = fitting(owner, changed);
    boolean complete = lines.size() == changed.size();
    Optional<InboxRow> cut = complete ? Optional.empty() : Optional.of(lines.getLast().row());
    return new Changes(lines, since.next(now, cut), complete);
  }

  /** As many as one frame or answer holds. */
  private static List<InboxLine> fitting(InboxOwner owner, List<InboxRow> rows) {
    List<InboxLine> lines = new ArrayList<>();
    int bytes = 0;
    for (InboxRow row : rows) {
      InboxLine line = InboxLine.of(owner, row);
      bytes += line.jsonBytes();
      if (lines.size() == Limits.INBOX_ROWS || bytes > Limits.PAGE_BYTES) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  private static InboxOwner owner(Session session, Command.Sync sync) {
    return sync.channel()
        .<InboxOwner>map(channel -> new InboxOwner.OfChannel(session.workspace(), channel))
        .orElseGet(() -> new InboxOwner.Person(session.workspace(), session.person()));
  }

  private Side granted(Session session, InboxOwner.OfChannel channel) {
    boolean granted =
        Membership.find(ports.directory(), session.workspace(), session.person())
            .filter(me -> me.answersFor(channel.channel()))
            .isPresent();
    if (!granted) {
      throw Refused.field(Code.NOT_FOUND, "channel", "There is no such channel of yours.");
    }
    return Side.STAFF;
  }
}
