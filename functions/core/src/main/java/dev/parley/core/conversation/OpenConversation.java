package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the conversation of a client with a specialist or a channel, or begins it. Of any number
 * who begin it at once, one does and the others find it.
 */
final class OpenConversation {
  private static final int ATTEMPTS = 8;

  private final Ports ports;

  OpenConversation(Ports ports) {
    this.ports = ports;
  }

  record Result(Conversation conversation, Entry newest, Side side, boolean created) {}

  /** Whose conversation with whom, and who begins it. */
  private record Beginning(
      String workspace, String client, Counterpart counterpart, String author, Side side) {}

  /** A client begins. What exists is found again, whoever has left the other side since. */
  Result handle(Membership me, Counterpart counterpart) {
    Member caller = me.member();
    if (!caller.is(Role.CLIENT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only a client writes to a specialist or a channel.");
    }
    Beginning beginning =
        new Beginning(
            caller.workspace(), caller.person(), counterpart, caller.person(), Side.CLIENT);
    return find(beginning)
        .orElseGet(
            () -> {
              requireReachable(caller, counterpart);
              return begin(beginning);
            });
  }

  /** Staff begin. Where the policy forbids it, they learn nothing about who is a client here. */
  Result handle(Membership me, Opening.ByStaff wish) {
    Member caller = me.member();
    Beginning beginning =
        new Beginning(
            caller.workspace(),
            wish.client(),
            counterpart(me, wish.channel()),
            caller.person(),
            Side.STAFF);
    return find(beginning)
        .orElseGet(
            () -> {
              Starting.requireThatStaffMay(
                  me.workspace().startPolicy(),
                  () -> Starting.isLinked(ports, caller.workspace(), wish.client()));
              requireClient(beginning);
              return begin(beginning);
            });
  }

  private static Counterpart counterpart(Membership me, Optional<String> channel) {
    if (channel.isPresent()) {
      if (!me.answersFor(channel.get())) {
        throw Refused.notFound();
      }
      return new Counterpart.Channel(channel.get());
    }
    if (!me.member().is(Role.SPECIALIST)) {
      throw Refused.of(
          Code.NOT_ALLOWED, "Only a specialist writes to a client; an operator names a channel.");
    }
    return new Counterpart.Specialist(me.member().person());
  }

  private Result begin(Beginning beginning) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Conversation conversation =
          new Conversation(
              newId(beginning),
              beginning.client(),
              beginning.counterpart(),
              ports.clock().instant().truncatedTo(ChronoUnit.MILLIS));
      Entry first = firstEntry(conversation, beginning);
      if (commit(start(conversation, first))) {
        return new Result(conversation, first, beginning.side(), true);
      }
      ports.backoff().pause(attempt);
      Optional<Result> existing = find(beginning);
      if (existing.isPresent()) {
        return existing.get();
      }
    }
    throw new Unavailable("the conversation is being opened by others");
  }

  private void requireReachable(Member caller, Counterpart counterpart) {
    boolean reachable =
        switch (counterpart) {
          case Counterpart.Specialist specialist ->
              !specialist.person().equals(caller.person())
                  && isMember(caller.workspace(), specialist.person(), Role.SPECIALIST);
          case Counterpart.Workspace _ -> false;
          case Counterpart.Channel channel ->
              ports.directory().channel(caller.workspace(), channel.channel()).isPresent();
        };
    if (!reachable) {
      throw Refused.of(Code.NOT_FOUND, "There is no such specialist or channel here.");
    }
  }

  private void requireClient(Beginning beginning) {
    if (beginning.client().equals(beginning.author())
        || !isMember(beginning.workspace(), beginning.client(), Role.CLIENT)) {
      throw Refused.of(Code.NOT_FOUND, "There is no such client here.");
    }
  }

  private boolean isMember(String workspace, String person, Role role) {
    return ports
        .directory()
        .member(workspace, person)
        .filter(one -> one.active() && one.is(role))
        .isPresent();
  }

  private Optional<Result> find(Beginning beginning) {
    Optional<ConversationId> id =
        switch (beginning.counterpart()) {
          case Counterpart.Specialist _, Counterpart.Workspace _ -> Optional.of(newId(beginning));
          case Counterpart.Channel channel ->
              ports.store().pointer(beginning.workspace(), channel.channel(), beginning.client());
        };
    return id.flatMap(known -> ports.store().tail(known, 1, 1))
        .map(tail -> new Result(tail.conversation(), tail.last(), beginning.side(), false));
  }

  private ConversationId newId(Beginning beginning) {
    return switch (beginning.counterpart()) {
      case Counterpart.Specialist specialist ->
          ConversationId.between(beginning.workspace(), beginning.client(), specialist.person());
      case Counterpart.Workspace _ ->
          ConversationId.ofWorkspace(beginning.workspace(), beginning.client());
      case Counterpart.Channel _ -> ConversationId.random(beginning.workspace(), ports.random());
    };
  }

  private Commit start(Conversation conversation, Entry first) {
    InboxRow row = InboxRow.of(conversation, first, ReadPosition.NONE, ports.clock().instant());
    List<Commit.Write> writes = new ArrayList<>();
    writes.add(new Commit.Start(conversation));
    writes.add(new Commit.Append(conversation.id(), first));
    InboxOwner.of(conversation).forEach(owner -> writes.add(new Commit.Enlist(owner, row)));
    switch (conversation.counterpart()) {
      case Counterpart.Specialist _, Counterpart.Workspace _ -> {}
      case Counterpart.Channel channel ->
          writes.add(new Commit.Point(channel.channel(), conversation.client(), conversation.id()));
    }
    return new Commit(writes);
  }

  private Entry firstEntry(Conversation conversation, Beginning beginning) {
    Author author = new Author(beginning.author(), beginning.side());
    return Tail.begun(conversation, author, Salt.random(ports.random())).last();
  }

  /** When it cannot be known whether it was written, the next look tells. */
  private boolean commit(Commit commit) {
    try {
      return ports.store().commit(commit);
    } catch (Ambiguous e) {
      return false;
    }
  }
}
