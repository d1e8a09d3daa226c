package dev.parley.core.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings inboxes up to the log and tells whoever is concerned and does not watch. The newest entry
 * carries all that a row needs, so it does not matter which entry made somebody call this, how late
 * or how often.
 */
public final class Projection {
  private final Ports ports;

  public Projection(Ports ports) {
    this.ports = ports;
  }

  /** The log has grown. A conversation that does not exist is nothing to do. */
  public void project(ConversationId id) {
    ports
        .store()
        .tail(id, 1, 1)
        .ifPresent(
            tail ->
                tell(
                    id,
                    InboxOwner.of(tail.conversation()).stream()
                        .flatMap(owner -> projected(owner, tail, Optional.empty()).stream())
                        .toList()));
  }

  /**
   * Makes both rows what the log says, also where they say something that cannot be. How far their
   * owners have read stays.
   *
   * @return whether there is such a conversation
   */
  public boolean rebuild(ConversationId id) {
    Optional<Tail> begun = ports.store().tail(id, 1, 1);
    begun.ifPresent(
        tail ->
            InboxOwner.of(tail.conversation()).forEach(owner -> rebuild(owner, id)));
    return begun.isPresent();
  }

  /** The row is read first: what it tells beyond a log that is read later is wrong. */
  private void rebuild(InboxOwner owner, ConversationId id) {
    Optional<Long> told = ports.inboxes().row(owner, id).map(row -> row.newest().seq());
    Tail tail = ports.store().tail(id, 1, 1).orElseThrow();
    projected(owner, tail, told.filter(seq -> seq > tail.last().seq()));
  }

  private record Projected(InboxOwner owner, InboxRow row) {}

  private Optional<Projected> projected(InboxOwner owner, Tail tail, Optional<Long> wrong) {
    InboxRow row =
        InboxRow.of(
            tail.conversation(), tail.last(), ReadPosition.NONE, ports.clock().instant());
    return ports.inboxes().project(owner, row, wrong).map(it -> new Projected(owner, it));
  }

  /**
   * Whoever watches the conversation gets the entry itself. Sockets are looked up after the rows
   * were written: whoever opens one later reads the rows later still.
   */
  private void tell(ConversationId id, List<Projected> rows) {
    List<Audience.Delivery> deliveries = new ArrayList<>();
    Set<String> told = new HashSet<>();
    if (rows.isEmpty()) {
      return;
    }
    ports.rooms().watchers(id).forEach(watcher -> told.add(watcher.connection()));
    for (Projected projected : rows) {
      Frame hint = Frame.Inbox.hint(projected.owner(), projected.row());
      ports.rooms().socketsOf(projected.owner()).stream()
          .filter(told::add)
          .forEach(connection -> deliveries.add(new Audience.Delivery(connection, hint)));
    }
    if (!deliveries.isEmpty()) {
      ports.audience().deliver(deliveries);
    }
  }
}
