package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Appends a message to a conversation, once, and shows it to everybody who watches. */
final class SendMessage {
  private final Ports ports;

  SendMessage(Ports ports) {
    this.ports = ports;
  }

  /**
   * The room is read after the entry has its place: whoever joins it later reads the log later
   * still, so everybody gets the entry from the one or from the other.
   */
  Audience.Delivered handle(Session session, Command.Send send) {
    Tail tail = read(send, Sending.readFrom(send));
    Side side = side(session, tail.conversation());
    requireThatMayBegin(side, tail);
    Entry entry = append(session, side, send, tail);
    return show(session, send, entry);
  }

  /** A person named in the conversation writes into it; anybody else writes where they watch. */
  private Side side(Session session, Conversation conversation) {
    return conversation
        .sideOf(session.person())
        .or(() -> ports.rooms().sideOf(session, conversation.id()))
        .orElseThrow(() -> notWatching(session, conversation));
  }

  /**
   * Looked up only while the client has not written, and on the first look at the log only: a
   * client never takes their first message back.
   */
  private void requireThatMayBegin(Side side, Tail tail) {
    if (!tail.entries().isEmpty() && Starting.isByStaff(side, tail.last())) {
      String workspace = tail.conversation().id().workspace();
      Starting.requireThatStaffMay(
          ports.directory().workspace(workspace).orElseThrow(Refused::notFound).startPolicy());
    }
  }

  private Refused notWatching(Session session, Conversation conversation) {
    Access.side(ports.directory(), conversation, session.person());
    return Refused.of(Code.NOT_WATCHING, "Watch the conversation before you write into it.");
  }

  /**
   * Appends the message unless the log holds it already. What it returns is shown in both cases:
   * the try that appended it may have died before anybody saw it.
   */
  private Entry append(Session session, Side side, Command.Send send, Tail first) {
    Tail tail = first;
    long clear = send.clientMessageId().base();
    boolean ambiguous = false;
    for (int lost = 0; lost < Limits.APPEND_ATTEMPTS; ) {
      Salt salt = Salt.random(ports.random());
      Instant now = ports.clock().instant();
      switch (Sending.decide(tail, session.person(), side, send, clear, now, salt)) {
        case Sending.Decision.Repeated repeated -> {
          return repeated.original();
        }
        case Sending.Decision.LookFurtherBack _ -> {
          Optional<Entry> original = find(session, send, clear);
          if (original.isPresent()) {
            return Sending.repeated(original.get(), send).original();
          }
          clear = tail.last().seq();
        }
        case Sending.Decision.Append append -> {
          if (ambiguous) {
            throw new Unavailable("the store did not say whether it took the message");
          }
          try {
            if (commit(send.conversation(), append.entry())) {
              return append.entry();
            }
            ports.backoff().pause(++lost);
          } catch (Ambiguous e) {
            // One more look tells whether it was taken. It is not tried again: a store that does
            // not answer would use up the time in which the sender can be told so.
            ambiguous = true;
          }
          clear = tail.last().seq();
          tail = read(send, clear);
        }
      }
    }
    throw new Unavailable("too many people write at once");
  }

  private Tail read(Command.Send send, long from) {
    return ports
        .store()
        .tail(send.conversation(), from, Limits.TAIL_ENTRIES)
        .orElseThrow(Refused::notFound);
  }

  private Optional<Entry> find(Session session, Command.Send send, long after) {
    return ports.store().find(send.conversation(), session.person(), send.clientMessageId(), after);
  }

  private boolean commit(ConversationId conversation, Entry entry) {
    return ports.store().commit(Commit.of(new Commit.Append(conversation, entry)));
  }

  private Audience.Delivered show(Session session, Command.Send send, Entry entry) {
    ConversationId conversation = send.conversation();
    List<Audience.Delivery> deliveries = new ArrayList<>();
    deliveries.add(
        new Audience.Delivery(
            session.connection(),
            new Frame.Acknowledged(
                send.requestId(), conversation, send.clientMessageId(), entry.seq(), entry.at())));
    Frame appended = new Frame.Appended(conversation, entry);
    ports.rooms().watchers(conversation).stream()
        .map(Rooms.Watcher::connection)
        .filter(connection -> !connection.equals(session.connection()))
        .map(other -> new Audience.Delivery(other, appended))
        .forEach(deliveries::add);
    Audience.Delivered delivered = ports.audience().deliver(deliveries);
    delivered.gone().forEach(gone -> ports.rooms().evict(conversation, gone));
    return delivered;
  }
}
