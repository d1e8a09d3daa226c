package dev.parley.core.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells people what concerns no dialog: in a conversation that each has with the workspace itself,
 * and that begins with the first notice.
 */
public final class Notices {
  private final Ports ports;
  private final Chronicle chronicle;

  public Notices(Ports ports) {
    this.ports = ports;
    this.chronicle = new Chronicle(ports);
  }

  /**
   * What tells a person, to be written together with what it tells of. Whoever finds a place taken
   * has lost a race and asks anew.
   *
   * <p>No inbox gets a row by it: the projection makes rows where there are none, and a transaction
   * that moves money has no units to spare for what comes by itself.
   */
  public Commit next(String workspace, String person, Content.Notice notice, Instant now) {
    ConversationId id = ConversationId.ofWorkspace(workspace, person);
    List<Commit.Write> writes = new ArrayList<>();
    Tail tail =
        ports
            .store()
            .tail(id, 1, 1)
            .orElseGet(
                () -> {
                  Tail begun = begun(id, person, now);
                  writes.add(new Commit.Start(begun.conversation()));
                  writes.add(new Commit.Append(id, begun.last()));
                  return begun;
                });
    writes.add(chronicle.next(tail, Chronicle.NOBODY, Side.STAFF, notice, now));
    return new Commit(writes);
  }

  private Tail begun(ConversationId id, String person, Instant now) {
    Conversation conversation =
        new Conversation(
            id, person, new Counterpart.Workspace(), now.truncatedTo(ChronoUnit.MILLIS));
    Author author = new Author(Chronicle.NOBODY, Side.STAFF);
    return Tail.begun(conversation, author, Salt.random(ports.random()));
  }

  /** Shows what was written. */
  public void show(Commit notice) {
    notice.writes().stream()
        .filter(Commit.Append.class::isInstance)
        .map(Commit.Append.class::cast)
        .forEach(chronicle::show);
  }

  /**
   * Shows the newest notice once more if it is about a payment: the try that wrote it may have died
   * before anybody saw it. Whoever has missed an earlier one sees the gap.
   */
  public void showAgain(String workspace, String person, String payment) {
    ConversationId id = ConversationId.ofWorkspace(workspace, person);
    Optional<Entry> newest = ports.store().tail(id, 1, 1).map(Tail::last);
    newest
        .filter(
            entry ->
                entry.content() instanceof Content.Notice notice
                    && notice.payment().equals(payment))
        .ifPresent(entry -> chronicle.show(new Commit.Append(id, entry)));
  }
}
