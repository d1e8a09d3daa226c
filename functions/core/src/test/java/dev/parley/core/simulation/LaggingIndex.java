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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Inboxes whose index by newest entry shows rows as they were a moment ago, now and then. */
final class LaggingIndex extends ForwardingInboxes {
  private static final Duration LAG = Duration.ofMillis(800);
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
    return lagging(super.newest(owner, after, atMost), Place::ofNewest).reversed();
  }

  /** A row that has just changed stands where it stood before. */
  @Override
  public List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost) {
    return lagging(super.changed(owner, after, atMost), Place::ofChange).stream()
        .filter(row -> Place.ofChange(row).compareTo(after) > 0)
        .toList();
  }

  private List<InboxRow> lagging(List<InboxRow> rows, Function<InboxRow, Place> order) {
    UnaryOperator<InboxRow> shown = chance.oneIn(3) ? this::asItWas : row -> row;
    return rows.stream().map(shown).sorted(Comparator.comparing(order)).toList();
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
  public Optional<Reading> read(
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
