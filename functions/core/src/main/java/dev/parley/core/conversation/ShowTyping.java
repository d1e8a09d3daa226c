package dev.parley.core.conversation;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows to everybody else who watches a conversation that a person is typing in it. What could not
 * be sent is not announced.
 */
public final class ShowTyping {
  private final Ports ports;

  public ShowTyping(Ports ports) {
    this.ports = ports;
  }

  /** What comes too soon after the last is dropped: the others still show that one. */
  Audience.Delivered handle(Session session, Command.Typing typing) {
    Rooms.Noting noting =
        ports
            .rooms()
            .noteTyping(
                session, typing.conversation(), ports.clock().instant(), Limits.TYPING_PAUSE);
    return switch (noting) {
      case NOTED -> show(session, typing.conversation());
      case TOO_SOON -> new Audience.Delivered(Set.of(), Set.of());
      case NOT_WATCHING ->
          throw Refused.of(Code.NOT_WATCHING, "Watch the conversation before you type in it.");
    };
  }

  /** Without a socket; what comes too soon is dropped alike. */
  public void handle(Membership me, ConversationId id) {
    Tail head = ports.store().head(id);
    Side side = Access.side(me, head.conversation());
    String person = me.member().person();
    if (mayWrite(head, side)
        && ports.rooms().noteTyping(person, id, ports.clock().instant(), Limits.TYPING_PAUSE)) {
      Rooms.Watcher typist = new Rooms.Watcher("", person, side);
      ports.audience().deliver(deliveries(id, typist, others(typist, ports.rooms().watchers(id))));
    }
  }

  private Audience.Delivered show(Session session, ConversationId conversation) {
    List<Rooms.Watcher> room = ports.rooms().watchers(conversation);
    Audience.Delivered delivered =
        ports
            .audience()
            .deliver(
                room.stream()
                    .filter(watcher -> watcher.connection().equals(session.connection()))
                    .findFirst()
                    .map(
                        typist ->
                            deliveries(conversation, typist, told(conversation, typist, room)))
                    // The socket has left in between.
                    .orElse(List.of()));
    delivered.gone().forEach(gone -> ports.rooms().evict(conversation, gone));
    return delivered;
  }

  /** How the sides stand costs a read, which is made only when there is somebody to tell. */
  private List<Rooms.Watcher> told(
      ConversationId conversation, Rooms.Watcher typist, List<Rooms.Watcher> room) {
    List<Rooms.Watcher> others = others(typist, room);
    return others.isEmpty() || mayWrite(ports.store().head(conversation), typist.side())
        ? others
        : List.of();
  }

  private static List<Rooms.Watcher> others(Rooms.Watcher typist, List<Rooms.Watcher> room) {
    return room.stream().filter(watcher -> !watcher.person().equals(typist.person())).toList();
  }

  private boolean mayWrite(Tail head, Side side) {
    return Changing.obstacle(head, side, ports.clock().instant()).isEmpty();
  }

  private List<Audience.Delivery> deliveries(
      ConversationId conversation, Rooms.Watcher typist, List<Rooms.Watcher> others) {
    Frame somebody = new Frame.Typing(conversation, typist.side(), Optional.empty());
    // The name costs a read, which is made only when there is somebody to tell it to.
    boolean toStaff = others.stream().anyMatch(watcher -> watcher.side() == Side.STAFF);
    Frame named = toStaff ? named(conversation, typist) : somebody;
    return others.stream()
        .map(
            watcher ->
                new Audience.Delivery(
                    watcher.connection(),
                    switch (watcher.side()) {
                      case STAFF -> named;
                      case CLIENT -> somebody;
                    }))
        .toList();
  }

  private Frame named(ConversationId conversation, Rooms.Watcher typist) {
    Optional<String> name =
        ports.directory().member(conversation.workspace(), typist.person()).map(Member::name);
    return new Frame.Typing(
        conversation, typist.side(), Optional.of(new Frame.Typist(typist.person(), name)));
  }
}
