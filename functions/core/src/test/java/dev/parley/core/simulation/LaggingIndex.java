package dev.parley.core.simulation;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ForwardingInboxes;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.ReadPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inboxes whose index by newest entry shows rows as they were a moment ago, now and then. */
final class LaggingIndex extends ForwardingInboxes {
  private static final Duration LAG = Duration.ofMillis(800);
  private static final Comparator<InboxRow> NEWEST_FIRST =
      Comparator.comparing((InboxRow row) -> row.newest().at())
          .thenComparing(row -> row.conversation().id().value())
          .reversed();

  private final Clockwork clockwork;
  private final Chance chance;
  private final Map<ConversationId, Before> before = new HashMap<>();

  private record Before(InboxRow row, Instant until) {}

  LaggingIndex(Inboxes inboxes, Clockwork clockwork, Chance chance) {
    super(inboxes);
    this.clockwork = clockwork;
    this.chance = chance;
  }

  @Override
  public List<InboxRow> newest(InboxOwner.OfChannel owner, Optional<Place> after, int atMost) {
    List<InboxRow> rows = super.newest(owner, after, atMost);
    if (!chance.oneIn(3)) {
      return rows;
    }
    return rows.stream().map(this::asItWas).sorted(NEWEST_FIRST).toList();
  }

  private InboxRow asItWas(InboxRow row) {
    Before old = before.get(row.conversation().id());
    return old != null && old.until().isAfter(clockwork.now()) ? old.row() : row;
  }

  @Override
  public Optional<InboxRow> project(InboxOwner owner, InboxRow row, Optional<Long> wrong) {
    remember(owner, row.conversation().id());
    return super.project(owner, row, wrong);
  }

  @Override
  public Optional<ReadPosition> read(
      InboxOwner owner, ConversationId conversation, ReadPosition position, Instant at) {
    remember(owner, conversation);
    return super.read(owner, conversation, position, at);
  }

  private void remember(InboxOwner owner, ConversationId id) {
    if (owner instanceof InboxOwner.OfChannel) {
      row(owner, id).ifPresent(row -> before.put(id, new Before(row, clockwork.now().plus(LAG))));
    }
  }
}
