package dev.parley.core.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** A row that was written, and whose. */
  public record Projected(InboxOwner owner, InboxRow row) {}

  /**
   * The log has grown. A conversation that does not exist is nothing to do.
   *
   * @return the rows as they stand now, whoever they are of is to be told
   */
  public List<Projected> project(ConversationId id) {
    return ports
        .store()
        .tail(id, 1, 1)
        .map(
            tail ->
                InboxOwner.of(tail.conversation()).stream()
                    .flatMap(owner -> projected(owner, tail, Optional.empty()).stream())
                    .toList())
        .orElse(List.of());
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
            tell(
                InboxOwner.of(tail.conversation()).stream()
                    .flatMap(owner -> rebuild(owner, id).stream())
                    .toList()));
    return begun.isPresent();
  }

  /** The row is read first: what it tells beyond a log that is read later is wrong. */
  private Optional<Projected> rebuild(InboxOwner owner, ConversationId id) {
    Optional<Long> told = ports.inboxes().row(owner, id).map(row -> row.newest().seq());
    Tail tail = ports.store().tail(id, 1, 1).orElseThrow();
    return projected(owner, tail, told.filter(seq -> seq > tail.last().seq()));
  }

  private Optional<Projected> projected(InboxOwner owner, Tail tail, Optional<Long> wrong) {
    InboxRow row =
        InboxRow.of(tail.conversation(), tail.last(), ReadPosition.NONE, ports.clock().instant());
    return ports.inboxes().project(owner, row, wrong).map(it -> new Projected(owner, it));
  }

  /**
   * Tells whoever is concerned and does not watch: whoever watches a conversation gets the entry
   * itself. Sockets are looked up after the rows were written: whoever opens one later reads the
   * rows later still.
   */
  public Audience.Delivered tell(List<Projected> rows) {
    List<Audience.Delivery> deliveries = new ArrayList<>();
    Map<String, InboxOwner> owners = new HashMap<>();
    Map<ConversationId, List<Projected>> byConversation =
        rows.stream().collect(Collectors.groupingBy(it -> it.row().conversation().id()));
    byConversation.forEach(
        (id, both) -> {
          Set<String> told = new HashSet<>();
          ports.rooms().watchers(id).forEach(watcher -> told.add(watcher.connection()));
          for (Projected projected : both) {
            Frame hint = Frame.Inbox.hint(projected.owner(), projected.row());
            ports.rooms().socketsOf(projected.owner()).stream()
                .filter(told::add)
                .forEach(
                    connection -> {
                      owners.put(connection, projected.owner());
                      deliveries.add(new Audience.Delivery(connection, hint));
                    });
          }
        });
    Audience.Delivered delivered = ports.audience().deliver(deliveries);
    delivered.gone().forEach(gone -> ports.rooms().drop(owners.get(gone), gone));
    return delivered;
  }
}
