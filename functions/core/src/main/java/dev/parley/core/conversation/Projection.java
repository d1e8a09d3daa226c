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
   * @param entry the newest that is known of; a row that tells of a later one stays
   * @return the rows as they stand now, whoever they are of is to be told
   */
  public List<Projected> project(ConversationId id, Entry entry) {
    return ports
        .store()
        .conversation(id)
        .map(
            conversation ->
                InboxOwner.of(conversation).stream()
                    .flatMap(
                        owner -> projected(owner, conversation, entry, Optional.empty()).stream())
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
    Optional<Long> wrong = told.filter(seq -> seq > tail.last().seq());
    return projected(owner, tail.conversation(), tail.last(), wrong);
  }

  private Optional<Projected> projected(
      InboxOwner owner, Conversation conversation, Entry newest, Optional<Long> wrong) {
    InboxRow row = InboxRow.of(conversation, newest, ReadPosition.NONE, ports.clock().instant());
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
    Listeners listeners = new Listeners(ports.rooms());
    Map<ConversationId, List<Projected>> byConversation =
        rows.stream().collect(Collectors.groupingBy(it -> it.row().conversation().id()));
    byConversation.forEach(
        (id, both) -> {
          Set<String> told = new HashSet<>();
          for (Projected projected : both) {
            Frame hint = Frame.Inbox.hint(projected.owner(), projected.row());
            listeners.of(projected.owner(), id).stream()
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
