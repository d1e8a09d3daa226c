package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Role;
import java.time.Instant;
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

  record Result(Conversation conversation, boolean created) {}

  Result handle(Member caller, Counterpart counterpart) {
    if (!caller.is(Role.CLIENT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only a client begins a conversation here.");
    }
    requireReachable(caller, counterpart);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<Conversation> existing = find(caller, counterpart);
      if (existing.isPresent()) {
        return new Result(existing.get(), false);
      }
      Conversation conversation =
          new Conversation(
              newId(caller, counterpart),
              caller.person(),
              counterpart,
              ports.clock().instant().truncatedTo(ChronoUnit.MILLIS));
      if (commit(start(conversation))) {
        return new Result(conversation, true);
      }
      ports.backoff().pause(attempt);
    }
    throw new Unavailable("the conversation is being opened by others");
  }

  private void requireReachable(Member caller, Counterpart counterpart) {
    boolean reachable =
        switch (counterpart) {
          case Counterpart.Specialist specialist ->
              !specialist.person().equals(caller.person())
                  && ports
                      .directory()
                      .member(caller.workspace(), specialist.person())
                      .filter(member -> member.is(Role.SPECIALIST))
                      .isPresent();
          case Counterpart.Channel channel ->
              ports.directory().channel(caller.workspace(), channel.channel()).isPresent();
        };
    if (!reachable) {
      throw Refused.of(Code.NOT_FOUND, "There is no such specialist or channel here.");
    }
  }

  private Optional<Conversation> find(Member caller, Counterpart counterpart) {
    Optional<ConversationId> id =
        switch (counterpart) {
          case Counterpart.Specialist _ -> Optional.of(newId(caller, counterpart));
          case Counterpart.Channel channel ->
              ports.store().pointer(caller.workspace(), channel.channel(), caller.person());
        };
    return id.flatMap(known -> ports.store().tail(known, 1, 1)).map(Tail::conversation);
  }

  private ConversationId newId(Member caller, Counterpart counterpart) {
    return switch (counterpart) {
      case Counterpart.Specialist specialist ->
          ConversationId.between(caller.workspace(), caller.person(), specialist.person());
      case Counterpart.Channel _ -> ConversationId.random(caller.workspace(), ports.random());
    };
  }

  private Commit start(Conversation conversation) {
    String workspace = conversation.id().workspace();
    String client = conversation.client();
    List<Commit.Write> writes = new ArrayList<>();
    writes.add(new Commit.Start(conversation));
    writes.add(new Commit.Append(conversation.id(), firstEntry(conversation)));
    writes.add(new Commit.Enlist(new InboxOwner.Person(workspace, client), conversation));
    switch (conversation.counterpart()) {
      case Counterpart.Specialist specialist ->
          writes.add(
              new Commit.Enlist(
                  new InboxOwner.Person(workspace, specialist.person()), conversation));
      case Counterpart.Channel channel -> {
        writes.add(new Commit.Point(channel.channel(), client, conversation.id()));
        writes.add(
            new Commit.Enlist(
                new InboxOwner.OfChannel(workspace, channel.channel()), conversation));
      }
    }
    return new Commit(writes);
  }

  private Entry firstEntry(Conversation conversation) {
    Instant at = conversation.openedAt();
    return Chain.linked(
        conversation,
        Chain.nothing(),
        new Entry(
            1,
            at,
            conversation.client(),
            Side.CLIENT,
            Optional.empty(),
            new Content.Opened(),
            Totals.NONE,
            Salt.random(ports.random()),
            Chain.nothing()));
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
