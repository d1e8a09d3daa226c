package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes how far a side has read, and lets both sides know. Nothing is read by being opened. */
public final class ReadMarks {
  private final Ports ports;

  public ReadMarks(Ports ports) {
    this.ports = ports;
  }

  /**
   * @param seq where the side's read position stands: as far as was said now or ever before
   */
  public record Marked(ConversationId conversation, Side side, long seq) {}

  /**
   * @param delivered how its frames arrived
   */
  public record Shown(Marked marked, Audience.Delivered delivered) {}

  /** The position of a side is common to all who stand on it, and never goes back. */
  public Shown mark(Caller caller, ConversationId id, long seq) {
    Tail head = ports.store().head(id);
    Side side = Access.side(ports, head.conversation(), caller);
    ReadPosition position = ReadPosition.at(entry(head, seq));
    InboxOwner owner = InboxOwner.of(head.conversation(), side);
    Inboxes.Reading reading =
        ports
            .inboxes()
            .read(owner, id, position, ports.clock().instant())
            .orElseThrow(() -> new Unavailable("the inbox has no such row yet"));
    Marked marked = new Marked(id, side, reading.position().seq());
    return new Shown(marked, show(caller, marked, reading.moved(), owner));
  }

  private Entry entry(Tail head, long seq) {
    if (seq > head.last().seq()) {
      throw Refused.field(
          Code.UNKNOWN_POSITION, "seq", "The conversation is not that long: watch it from 0.");
    }
    if (seq == head.last().seq()) {
      return head.last();
    }
    return ports
        .store()
        .entry(head.conversation().id(), seq)
        .orElseThrow(() -> new Unavailable("an entry below the newest could not be read"));
  }

  /**
   * Both sides' watchers, and the side's own sockets elsewhere, whose lists count what is unread.
   */
  private Audience.Delivered show(Caller caller, Marked marked, boolean moved, InboxOwner owner) {
    List<Audience.Delivery> deliveries = new ArrayList<>();
    Set<String> told = new HashSet<>(caller.connection().stream().toList());
    if (caller instanceof Caller.OnSocket socket) {
      Frame answer = new Frame.Read(socket.requestId(), marked);
      deliveries.add(new Audience.Delivery(socket.session().connection(), answer));
    }
    if (moved) {
      // One frame for all, which is encoded once.
      Frame receipt = new Frame.Read(Optional.empty(), marked);
      others(marked.conversation(), owner).stream()
          .filter(told::add)
          .forEach(other -> deliveries.add(new Audience.Delivery(other, receipt)));
    }
    return ports.audience().deliver(deliveries);
  }

  private List<String> others(ConversationId id, InboxOwner owner) {
    List<String> others = new ArrayList<>();
    ports.rooms().watchers(id).forEach(it -> others.add(it.connection()));
    others.addAll(ports.rooms().socketsOf(owner));
    return others;
  }
}
