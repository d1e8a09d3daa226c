package dev.parley.bench;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.InMemoryConversations;
import dev.parley.core.conversation.InMemoryRooms;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.workspace.InMemoryDirectory;
import dev.parley.core.workspace.InMemoryQuota;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.SpecialistKind;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client and a lawyer in one conversation of a given length, in memory; both watch it. */
final class InMemory {
  private static final String WORKSPACE = "legal-portal";

  private static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final InMemoryConversations conversations = new InMemoryConversations();
  private final Rooms rooms = new InMemoryRooms();
  private final Session client = new Session(WORKSPACE, "vera-orlova", 0, "JKJZNcaRvHcCEvg=");
  private final Session lawyer = new Session(WORKSPACE, "lev-sokolov", 0, "JKJZNcaRvHcCEvh=");
  private final ConversationId conversation;
  private final long length;
  private final SocketCommands socket;
  private long sent;

  /** Since the beginning: at a message a second nobody is too fast. */
  private long seconds;

  InMemory(long length, Audience audience) {
    this.length = length;
    Member vera = member("vera-orlova", Role.CLIENT, Optional.empty());
    Member lev = member("lev-sokolov", Role.SPECIALIST, Optional.of(SpecialistKind.LAWYER));
    Workspace workspace =
        new Workspace(WORKSPACE, "Legal portal", StartPolicy.CLIENT_ONLY, Set.of());
    directory.provision(new Preset(workspace, List.of(), List.of(vera, lev)));
    Ports growing = ports(conversations, new Nobody());
    conversation =
        new Conversations(growing)
            .open(
                new Membership(workspace, vera),
                new Opening.ByClient(new Counterpart.Specialist(lev.person())))
            .conversation()
            .conversation()
            .id();
    SocketCommands filling = new SocketCommands(growing);
    for (long after = 1; after < length; after++) {
      filling.handle(client, send(after));
      seconds++;
    }
    socket =
        new SocketCommands(ports(new FixedLength(conversations, conversation, length), audience));
    for (Session each : List.of(client, lawyer)) {
      socket.opened(each);
      socket.handle(each, new Command.Watch(Optional.empty(), conversation, length));
    }
  }

  /** Sends one more message of 100 characters. */
  Audience.Delivered send() {
    return socket.handle(client, send(length));
  }

  private Command send(long after) {
    ClientMessageId id = ClientMessageId.parse(after + ".k3a9x2b" + sent++).orElseThrow();
    return new Command.Write(
        Optional.of("r1"),
        new Draft(
            conversation, id, after, false, new Content.Text("Can you read a lease? ".repeat(5))));
  }

  private Ports ports(ConversationStore store, Audience audience) {
    return new Ports(
        store,
        conversations.inboxes(),
        rooms,
        directory,
        audience,
        new InMemoryQuota(),
        () -> BEGIN.plusSeconds(seconds),
        new SecureRandom(),
        _ -> {});
  }

  private static Member member(String person, Role role, Optional<SpecialistKind> kind) {
    return new Member(WORKSPACE, person, person, Set.of(role), kind, Set.of(), 0);
  }
}
