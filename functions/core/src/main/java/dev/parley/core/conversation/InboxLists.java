package dev.parley.core.conversation;

import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.util.Comparator;
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
   * @param cursor where a list of changes goes on; of the first page only, since what changes while
   *     somebody turns pages may be on none of them
   * @param next the row after which the next page begins
   * @param complete whether there are no more than these
   */
  public record Listed(
      List<Conversations.Shown> conversations,
      Optional<SyncCursor> cursor,
      Optional<Inboxes.Place> next,
      boolean complete) {}

  /**
   * A page of the caller's own conversations, the newest in front.
   *
   * @param hidden whether those are wanted that the caller has hidden, or the rest
   */
  public Listed mine(Membership me, boolean hidden, Optional<Inboxes.Place> after, int atMost) {
    return list(me, line -> line.isHidden() == hidden, after, atMost);
  }

  /** A page of the conversations of a channel that the caller answers for, the newest in front. */
  public Listed ofChannel(
      Membership me, String channel, Optional<Inboxes.Place> after, int atMost) {
    InboxOwner.OfChannel owner = inboxOf(me, channel);
    Optional<SyncCursor> cursor = cursor(after);
    List<InboxRow> rows = ports.inboxes().newest(owner, after, atMost + 1);
    return page(owner, cursor, rows, atMost, Optional.empty());
  }

  /** What has changed in the caller's own inbox, in the order in which it has. */
  public Listed changed(Membership me, SyncCursor since) {
    return changed(own(me), since);
  }

  /** What has changed in the inbox of a channel that the caller answers for. */
  public Listed changed(Membership me, String channel, SyncCursor since) {
    return changed(inboxOf(me, channel), since);
  }

  private Listed changed(InboxOwner owner, SyncCursor since) {
    Sync.Changes changes = sync.changes(owner, since);
    return new Listed(
        shown(changes.lines()),
        Optional.of(changes.cursor()),
        Optional.empty(),
        changes.complete());
  }

  /** Those of the caller's own conversations that are of a kind, the newest in front. */
  Listed list(
      Membership me, Predicate<InboxLine> wanted, Optional<Inboxes.Place> after, int atMost) {
    InboxOwner.Person owner = own(me);
    Optional<SyncCursor> cursor = cursor(after);
    Predicate<InboxRow> follows =
        row -> after.map(it -> Inboxes.Place.ofNewest(row).compareTo(it) < 0).orElse(true);
    List<InboxRow> rows =
        new WholeInbox(ports.inboxes())
            .first(
                owner,
                follows.and(row -> wanted.test(InboxLine.of(owner, row))),
                Comparator.comparing(Inboxes.Place::ofNewest).reversed(),
                atMost + 1);
    return page(owner, cursor, rows, atMost, Optional.empty());
  }

  /**
   * Those of a channel's conversations that are of a kind, the newest in front. A page holds fewer
   * than it could where few of those are that one go reads.
   */
  Listed list(
      Membership me,
      String channel,
      Predicate<InboxLine> wanted,
      Optional<Inboxes.Place> after,
      int atMost) {
    InboxOwner.OfChannel owner = inboxOf(me, channel);
    Optional<SyncCursor> cursor = cursor(after);
    List<InboxRow> read = ports.inboxes().newest(owner, after, Limits.INBOX_ROWS_READ);
    List<InboxRow> rows =
        read.stream()
            .filter(row -> wanted.test(InboxLine.of(owner, row)))
            .limit(atMost + 1L)
            .toList();
    boolean all = read.size() < Limits.INBOX_ROWS_READ;
    return page(owner, cursor, rows, atMost, all ? Optional.empty() : Optional.of(read.getLast()));
  }

  private Optional<SyncCursor> cursor(Optional<Inboxes.Place> after) {
    return after.isPresent()
        ? Optional.empty()
        : Optional.of(SyncCursor.at(ports.clock().instant()));
  }

  /**
   * @param rows one more than the page holds, if there are
   * @param seen the last row that these were chosen from, if there may be more behind it
   */
  private Listed page(
      InboxOwner owner,
      Optional<SyncCursor> cursor,
      List<InboxRow> rows,
      int atMost,
      Optional<InboxRow> seen) {
    boolean fits = rows.size() <= atMost;
    List<InboxRow> page = fits ? rows : rows.subList(0, atMost);
    Optional<InboxRow> last = fits ? seen : Optional.of(page.getLast());
    return new Listed(
        shown(page.stream().map(row -> InboxLine.of(owner, row)).toList()),
        cursor,
        last.map(Inboxes.Place::ofNewest),
        last.isEmpty());
  }

  private static InboxOwner.Person own(Membership me) {
    return new InboxOwner.Person(me.workspace().id(), me.member().person());
  }

  /** The inbox of a channel that the caller answers for. */
  private static InboxOwner.OfChannel inboxOf(Membership me, String channel) {
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
    return lines.stream()
        .map(line -> new Conversations.Shown(line, names, Optional.empty()))
        .toList();
  }
}
