package dev.parley.core.conversation;

import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists conversations: one's own, or those of a channel one answers for. */
public final class InboxLists {
  private final Ports ports;
  private final Sync sync;

  public InboxLists(Ports ports) {
    this.ports = ports;
    this.sync = new Sync(ports);
  }

  /**
   * @param cursor where the next list of changes goes on
   * @param next the row after which the next page of a channel begins
   * @param complete whether there are no more than these
   */
  public record Listed(
      List<Conversations.Shown> conversations,
      SyncCursor cursor,
      Optional<Inboxes.Place> next,
      boolean complete) {}

  /**
   * What has changed in the caller's own inbox, the newest in front.
   *
   * @param since where the list before ended; empty for everything
   * @param hidden whether it is about what the caller has hidden, or about the rest; both, if
   *     changes are asked for
   */
  public Listed mine(Membership me, Optional<SyncCursor> since, boolean hidden) {
    if (since.isEmpty()) {
      return list(me, line -> line.isHidden() == hidden);
    }
    Sync.Changes changes = sync.changes(own(me), since);
    return new Listed(
        shown(changes.lines()), changes.cursor(), Optional.empty(), changes.complete());
  }

  /** What has changed in the inbox of a channel that the caller answers for. */
  public Listed changed(Membership me, String channel, SyncCursor since) {
    Sync.Changes changes = sync.changes(inboxOf(me, channel), Optional.of(since));
    return new Listed(
        shown(changes.lines()), changes.cursor(), Optional.empty(), changes.complete());
  }

  /** A page of the conversations of a channel that the caller answers for, the newest in front. */
  public Listed ofChannel(
      Membership me, String channel, Optional<Inboxes.Place> after, int atMost) {
    InboxOwner.OfChannel owner = inboxOf(me, channel);
    SyncCursor cursor = new SyncCursor(ports.clock().instant());
    List<InboxRow> rows = ports.inboxes().newest(owner, after, atMost + 1);
    boolean complete = rows.size() <= atMost;
    List<InboxRow> page = complete ? rows : rows.subList(0, atMost);
    return new Listed(
        shown(page.stream().map(row -> InboxLine.of(owner, row)).toList()),
        cursor,
        complete ? Optional.empty() : Optional.of(Inboxes.Place.of(page.getLast())),
        complete);
  }

  /** Those of the caller's own conversations that are of a kind, the newest in front. */
  Listed list(Membership me, Predicate<InboxLine> wanted) {
    SyncCursor cursor = new SyncCursor(ports.clock().instant());
    List<InboxRow> rows = ports.inboxes().all(own(me), Limits.INBOX_ROWS_READ);
    return list(own(me), cursor, rows, wanted);
  }

  /** Those of a channel's conversations that are of a kind, the newest in front. */
  Listed list(Membership me, String channel, Predicate<InboxLine> wanted) {
    InboxOwner.OfChannel owner = inboxOf(me, channel);
    SyncCursor cursor = new SyncCursor(ports.clock().instant());
    List<InboxRow> rows =
        ports.inboxes().newest(owner, Optional.empty(), Limits.INBOX_ROWS_READ);
    return list(owner, cursor, rows, wanted);
  }

  private Listed list(
      InboxOwner owner, SyncCursor cursor, List<InboxRow> read, Predicate<InboxLine> wanted) {
    List<InboxLine> lines =
        read.stream()
            .sorted(Sync.NEWEST_FIRST)
            .map(row -> InboxLine.of(owner, row))
            .filter(wanted)
            .toList();
    return new Listed(
        shown(lines.stream().limit(Limits.INBOX_ROWS).toList()),
        cursor,
        Optional.empty(),
        lines.size() <= Limits.INBOX_ROWS && read.size() < Limits.INBOX_ROWS_READ);
  }

  private static InboxOwner.Person own(Membership me) {
    return new InboxOwner.Person(me.workspace().id(), me.member().person());
  }

  /** The inbox of a channel that the caller answers for. */
  static InboxOwner.OfChannel inboxOf(Membership me, String channel) {
    if (!me.answersFor(channel)) {
      throw Refused.notFound();
    }
    return new InboxOwner.OfChannel(me.workspace().id(), channel);
  }

  private List<Conversations.Shown> shown(List<InboxLine> lines) {
    if (lines.isEmpty()) {
      return List.of();
    }
    Names names = Names.of(ports.directory(), lines.stream().map(InboxLine::row).toList());
    return lines.stream().map(line -> new Conversations.Shown(line, names, Optional.empty())).toList();
  }
}
