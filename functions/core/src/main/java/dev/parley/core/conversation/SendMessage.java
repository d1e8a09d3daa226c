package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Appends a message to a conversation, once, and shows it to everybody who watches. */
final class SendMessage {
  private final Ports ports;

  SendMessage(Ports ports) {
    this.ports = ports;
  }

  void handle(Session session, Command.Send send) {
    CompletableFuture<List<Watcher>> room =
        CompletableFuture.supplyAsync(
            () -> ports.rooms().watchers(send.conversation()), ports.executor());
    Tail tail = read(send, Sending.readFrom(send));
    List<Watcher> watchers = join(room);
    Side side = side(session, tail.conversation(), watchers);
    Entry entry = append(session, side, send, tail);
    show(session, send, entry, watchers);
  }

  /**
   * Appends the message unless the log holds it already. What it returns is shown in both cases:
   * the try that appended it may have died before anybody saw it.
   */
  private Entry append(Session session, Side side, Command.Send send, Tail first) {
    Tail tail = first;
    long clear = send.clientMessageId().base();
    for (int lost = 0; lost < Limits.APPEND_ATTEMPTS; ) {
      Salt salt = Salt.random(ports.random());
      Instant now = ports.clock().instant();
      switch (Sending.decide(tail, session.person(), side, send, clear, now, salt)) {
        case Sending.Decision.Repeated repeated -> {
          return repeated.original();
        }
        case Sending.Decision.LookFurtherBack _ -> {
          Optional<Entry> original =
              ports
                  .store()
                  .find(send.conversation(), session.person(), send.clientMessageId(), clear);
          if (original.isPresent()) {
            return Sending.repeated(original.get(), send).original();
          }
          clear = tail.last().seq();
        }
        case Sending.Decision.Append append -> {
          if (commit(send.conversation(), append.entry())) {
            return append.entry();
          }
          ports.backoff().pause(++lost);
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

  /**
   * Whether the entry took its place. When that cannot be known, the answer is no: the next look at
   * the log finds the message there if it did.
   */
  private boolean commit(ConversationId conversation, Entry entry) {
    try {
      return ports.store().commit(Commit.of(new Commit.Append(conversation, entry)));
    } catch (Ambiguous e) {
      return false;
    }
  }

  private Side side(Session session, Conversation conversation, List<Watcher> watchers) {
    return conversation
        .sideOf(session.person())
        .or(
            () ->
                watchers.stream()
                    .filter(watcher -> watcher.connection().equals(session.connection()))
                    .map(Watcher::side)
                    .findFirst())
        .orElseThrow(() -> notInTheRoom(session, conversation));
  }

  private Refused notInTheRoom(Session session, Conversation conversation) {
    Access.side(ports.directory(), conversation, session.person());
    return Refused.of(Code.NOT_WATCHING, "Watch the conversation before you write into it.");
  }

  private void show(Session session, Command.Send send, Entry entry, List<Watcher> watchers) {
    ConversationId conversation = send.conversation();
    List<Audience.Delivery> deliveries = new ArrayList<>();
    deliveries.add(
        new Audience.Delivery(
            session.connection(),
            new Frame.Acknowledged(
                send.requestId(), conversation, send.clientMessageId(), entry.seq(), entry.at())));
    Frame appended = new Frame.Appended(conversation, entry);
    watchers.stream()
        .map(Watcher::connection)
        .filter(connection -> !connection.equals(session.connection()))
        .map(other -> new Audience.Delivery(other, appended))
        .forEach(deliveries::add);
    ports.audience().deliver(deliveries).forEach(gone -> ports.rooms().evict(conversation, gone));
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
