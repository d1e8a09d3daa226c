package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Member;
import java.util.ArrayList;
import java.util.List;

/** Lets either side of a conversation block the other, and lists whom it has blocked. */
public final class Blocks {
  private final Ports ports;
  private final Conversations conversations;

  public Blocks(Ports ports) {
    this.ports = ports;
    this.conversations = new Conversations(ports);
  }

  /** The caller's side wants no more messages from the other; doing it again changes nothing. */
  public Conversations.Shown block(Member caller, ConversationId id, boolean confirmed) {
    return handle(caller, id, Blocking.Wish.BLOCK, confirmed);
  }

  /** The caller's side takes its own block back; the other side's stays. */
  public Conversations.Shown unblock(Member caller, ConversationId id, boolean confirmed) {
    return handle(caller, id, Blocking.Wish.UNBLOCK, confirmed);
  }

  /** The conversations whose other side the caller has blocked. */
  public Conversations.Listed mine(Member caller) {
    return conversations.list(
        new InboxOwner.Person(caller.workspace(), caller.person()),
        row ->
            row.conversation()
                .sideOf(caller.person())
                .filter(row.standing()::isBlockedBy)
                .isPresent());
  }

  /** The conversations of a channel whose client its staff have blocked. */
  public Conversations.Listed ofChannel(Member caller, String channel) {
    return conversations.list(
        Conversations.inboxOf(caller, channel), row -> row.standing().isBlockedBy(Side.STAFF));
  }

  private Conversations.Shown handle(
      Member caller, ConversationId id, Blocking.Wish wish, boolean confirmed) {
    Tail tail = read(id);
    Side side = Access.side(ports.directory(), tail.conversation(), caller.person());
    if (!confirmed) {
      throw Refused.field(
          Code.CONFIRMATION_NEEDED, "confirm", "Ask the person, then say confirm: true.");
    }
    Standing standing = change(tail, caller.person(), side, wish);
    return conversations.shown(new InboxRow(tail.conversation(), standing));
  }

  private Standing change(Tail first, String person, Side side, Blocking.Wish wish) {
    Tail tail = first;
    boolean ambiguous = false;
    for (int lost = 0; lost < Limits.APPEND_ATTEMPTS; tail = read(first.conversation().id())) {
      Salt salt = Salt.random(ports.random());
      switch (Blocking.decide(tail, person, side, wish, ports.clock().instant(), salt)) {
        case Blocking.Decision.AsItIs asItIs -> {
          asItIs.newest().ifPresent(entry -> show(first.conversation().id(), entry));
          return tail.last().standing();
        }
        case Blocking.Decision.Append append -> {
          if (ambiguous) {
            throw new Unavailable("the store did not say whether it took the entry");
          }
          try {
            if (commit(first.conversation(), append.entry())) {
              show(first.conversation().id(), append.entry());
              return append.entry().standing();
            }
            ports.backoff().pause(++lost);
          } catch (Ambiguous e) {
            // One more look tells whether it was taken, as with a message.
            ambiguous = true;
          }
        }
      }
    }
    throw new Unavailable("too many people write at once");
  }

  private Tail read(ConversationId id) {
    return ports.store().tail(id, 1, 1).orElseThrow(Refused::notFound);
  }

  /** The entry decides; the inboxes are told in the same commit, so that lists never differ. */
  private boolean commit(Conversation conversation, Entry entry) {
    List<Commit.Write> writes = new ArrayList<>();
    writes.add(new Commit.Append(conversation.id(), entry));
    InboxOwner.of(conversation)
        .forEach(owner -> writes.add(new Commit.Mark(owner, conversation, entry.standing())));
    return ports.store().commit(new Commit(writes));
  }

  /** Sockets that are gone are left to the next message, which evicts them. */
  private void show(ConversationId id, Entry entry) {
    Frame appended = new Frame.Appended(id, entry);
    ports
        .audience()
        .deliver(
            ports.rooms().watchers(id).stream()
                .map(watcher -> new Audience.Delivery(watcher.connection(), appended))
                .toList());
  }
}
