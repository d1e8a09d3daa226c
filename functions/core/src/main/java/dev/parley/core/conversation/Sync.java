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
  private static final int READ_AT_ONCE = 100;

  private final Ports ports;

  Sync(Ports ports) {
    this.ports = ports;
  }

  /** What has changed, the newest in front. */
  record Changes(List<InboxLine> lines, SyncCursor cursor, boolean complete) {}

  /**
   * A channel is joined first and read second. One's own inbox is joined by opening the socket.
   */
  Frame handle(Session session, Command.Sync sync) {
    InboxOwner owner = owner(session, sync);
    if (owner instanceof InboxOwner.OfChannel channel) {
      new Joining(ports).join(session, channel, Side.STAFF, () -> requireGrant(session, channel));
    }
    Changes changes = changes(owner, sync.since());
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

  /** The clock is looked at before the rows are. */
  Changes changes(InboxOwner owner, Optional<SyncCursor> since) {
    Instant now = ports.clock().instant();
    List<InboxRow> read =
        switch (owner) {
          case InboxOwner.Person person -> ports.inboxes().all(person, Limits.INBOX_ROWS_READ);
          case InboxOwner.OfChannel channel -> recent(channel, since);
        };
    List<InboxLine> changed =
        read.stream()
            .filter(row -> since.map(it -> it.concerns(row)).orElse(true))
            .sorted(NEWEST_FIRST)
            .map(row -> InboxLine.of(owner, row))
            .toList();
    return new Changes(
        changed.stream().limit(Limits.INBOX_ROWS).toList(),
        new SyncCursor(now),
        changed.size() <= Limits.INBOX_ROWS && read.size() < Limits.INBOX_ROWS_READ);
  }

  static final Comparator<InboxRow> NEWEST_FIRST =
      Comparator.comparing((InboxRow row) -> row.newest().at())
          .thenComparing(row -> row.conversation().id().value())
          .reversed();

  /** A channel may have any number of conversations: those that were quiet all along are not read. */
  private List<InboxRow> recent(InboxOwner.OfChannel channel, Optional<SyncCursor> since) {
    Instant from = since.map(it -> it.at().minus(Limits.SYNC_LAG)).orElse(Instant.MIN);
    int most = since.isPresent() ? Limits.INBOX_ROWS_READ : Limits.INBOX_ROWS + 1;
    List<InboxRow> rows = new ArrayList<>();
    Optional<Inboxes.Place> after = Optional.empty();
    while (rows.size() < most) {
      List<InboxRow> page = ports.inboxes().newest(channel, after, READ_AT_ONCE);
      page.stream().filter(row -> !row.newest().at().isBefore(from)).forEach(rows::add);
      if (page.size() < READ_AT_ONCE || page.getLast().newest().at().isBefore(from)) {
        break;
      }
      after = Optional.of(Inboxes.Place.of(page.getLast()));
    }
    return rows;
  }

  private InboxOwner owner(Session session, Command.Sync sync) {
    return sync.channel()
        .<InboxOwner>map(channel -> new InboxOwner.OfChannel(session.workspace(), channel))
        .orElseGet(() -> new InboxOwner.Person(session.workspace(), session.person()));
  }

  private void requireGrant(Session session, InboxOwner.OfChannel channel) {
    boolean granted =
        Membership.find(ports.directory(), session.workspace(), session.person())
            .filter(me -> me.answersFor(channel.channel()))
            .isPresent();
    if (!granted) {
      throw Refused.field(Code.NOT_FOUND, "channel", "There is no such channel of yours.");
    }
  }
}
