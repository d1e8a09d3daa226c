package dev.parley.core.conversation;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inboxes in memory. */
public final class InMemoryInboxes implements Inboxes {
  private final Map<InboxOwner, Map<ConversationId, InboxRow>> inboxes = new LinkedHashMap<>();

  @Override
  public synchronized List<InboxRow> page(InboxOwner owner, Optional<String> after, int atMost) {
    return rows(owner).values().stream()
        .filter(
            row -> after.map(it -> row.conversation().id().value().compareTo(it) > 0).orElse(true))
        .sorted(Comparator.comparing(row -> row.conversation().id().value()))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<InboxRow> newest(
      InboxOwner.OfChannel owner, Optional<Place> after, int atMost) {
    return rows(owner).values().stream()
        .filter(row -> after.map(it -> Place.ofNewest(row).compareTo(it) < 0).orElse(true))
        .sorted(Comparator.comparing(Place::ofNewest).reversed())
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost) {
    return rows(owner).values().stream()
        .filter(row -> Place.ofChange(row).compareTo(after) > 0)
        .sorted(Comparator.comparing(Place::ofChange))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized Optional<InboxRow> row(InboxOwner owner, ConversationId conversation) {
    return Optional.ofNullable(rows(owner).get(conversation));
  }

  @Override
  public synchronized Optional<InboxRow> project(
      InboxOwner owner, InboxRow row, Optional<Long> wrong) {
    Optional<InboxRow> old = row(owner, row.conversation().id());
    boolean knowsMore =
        old.map(it -> it.newest().seq())
            .filter(seq -> seq > row.newest().seq() && !wrong.equals(Optional.of(seq)))
            .isPresent();
    if (knowsMore) {
      return Optional.empty();
    }
    InboxRow projected = withRead(row, old.map(InboxRow::read).orElse(ReadPosition.NONE));
    put(owner, projected);
    return Optional.of(projected);
  }

  @Override
  public synchronized Optional<Reading> read(
      InboxOwner owner, ConversationId conversation, ReadPosition position, Instant at) {
    return row(owner, conversation)
        .map(
            row -> {
              if (row.read().seq() >= position.seq()) {
                return new Reading(row.read(), false);
              }
              InboxRow read =
                  new InboxRow(
                      row.conversation(), row.newest(), row.totals(), row.standing(), position, at);
              put(owner, read);
              return new Reading(position, true);
            });
  }

  synchronized boolean has(InboxOwner owner, ConversationId conversation) {
    return rows(owner).containsKey(conversation);
  }

  synchronized void put(InboxOwner owner, InboxRow row) {
    inboxes.computeIfAbsent(owner, _ -> new LinkedHashMap<>()).put(row.conversation().id(), row);
  }

  /** As if the row had never been written, but for what its owner has read. */
  synchronized void spoil(InboxOwner owner, InboxRow wrong) {
    put(owner, withRead(wrong, row(owner, wrong.conversation().id()).orElseThrow().read()));
  }

  private Map<ConversationId, InboxRow> rows(InboxOwner owner) {
    return inboxes.getOrDefault(owner, Map.of());
  }

  private static InboxRow withRead(InboxRow row, ReadPosition read) {
    return new InboxRow(
        row.conversation(), row.newest(), row.totals(), row.standing(), read, row.changedAt());
  }
}
