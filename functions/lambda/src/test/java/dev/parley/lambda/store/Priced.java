package dev.parley.lambda.store;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.RecordingAudience;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A workspace whose commands are metered. */
final class Priced {
  private static final int BATCH = 25;

  final String workspace;
  final Meter meter;
  final Ports ports;
  private final DynamoDbClient dynamo;
  private final Engine engine;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  Priced(String workspace, Engine plain) {
    this.workspace = workspace;
    this.dynamo = plain.client();
    this.meter = new Meter(dynamo, plain.indexes());
    this.engine = new Engine(meter, plain.tables());
    Audience audience = new RecordingAudience();
    ports =
        new Ports(
            engine.conversations(),
            engine.inboxes(),
            engine.rooms(),
            engine.directory(),
            audience,
            engine.quota(),
            () -> now,
            new SplittableRandom(1),
            _ -> {});
    ports
        .directory()
        .provision(
            new Preset(
                new Workspace(workspace, "W", StartPolicy.STAFF_ANY, Set.of()),
                List.of(new Channel("moscow", "Moscow")),
                List.of(
                    member("vera", Role.CLIENT, Set.of()),
                    member("lev", Role.SPECIALIST, Set.of()),
                    member("anna", Role.OPERATOR, Set.of("moscow")))));
  }

  private Member member(String person, Role role, Set<String> channels) {
    return new Member(
        workspace, person, "Name of " + person, Set.of(role), Optional.empty(), channels, 0);
  }

  ConversationId open(String client, Counterpart counterpart) {
    if (ports.directory().member(workspace, client).isEmpty()) {
      Workspace settings = ports.directory().workspace(workspace).orElseThrow();
      Member member = member(client, Role.CLIENT, Set.of());
      ports.directory().provision(new Preset(settings, List.of(), List.of(member)));
    }
    Membership me = Membership.of(ports.directory(), workspace, client);
    return new Conversations(ports)
        .open(me, new Opening.ByClient(counterpart))
        .conversation()
        .conversation()
        .id();
  }

  ConversationId pair() {
    return open("vera", new Counterpart.Specialist("lev"));
  }

  ConversationId inChannel() {
    return open("vera", new Counterpart.Channel("moscow"));
  }

  Session socket(String person) {
    Session session = new Session(workspace, person, 0, workspace + person + "=");
    new SocketCommands(ports).opened(session);
    return session;
  }

  void handle(Session session, Command command) {
    now = now.plus(Duration.ofMinutes(1));
    new SocketCommands(ports).handle(session, command);
  }

  void watch(Session session, ConversationId id) {
    handle(session, new Command.Watch(Optional.empty(), id, 0));
  }

  long last(ConversationId id) {
    return newest(id).seq();
  }

  Entry newest(ConversationId id) {
    return ports.store().head(id).last();
  }

  /** What writing costs for whoever has seen everything. */
  Meter.Cost write(Session session, ConversationId id, Content.Written content) {
    long last = last(id);
    ClientMessageId message = new ClientMessageId(last, "message");
    Draft draft = new Draft(id, message, last, false, content);
    return meter.of(() -> handle(session, new Command.Write(Optional.empty(), draft)));
  }

  /** Makes a log so long by repeating its newest entry. */
  void lengthen(ConversationId id, long length) {
    Entry last = newest(id);
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (long seq = last.seq() + 1; seq <= length; seq++) {
      Entry entry =
          new Entry(
              seq,
              last.at(),
              last.author(),
              last.side(),
              Optional.of(new ClientMessageId(seq - 1, "filler")),
              new Content.Text("What was said."),
              last.running(),
              last.salt(),
              last.hash(),
              Optional.empty());
      Attributes key =
          Attributes.none().text("c", Keys.conversation(id)).text("sk", Keys.entry(seq));
      items.add(EntryItem.write(key, entry).map());
    }
    put(engine.tables().get("ConversationLogs"), items);
  }

  /** Opens sockets that watch other conversations. */
  void crowd(int sockets) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int number = 0; number < sockets; number++) {
      items.add(
          Attributes.none()
              .text("room", Keys.room(workspace, "elsewhere" + number / 3))
              .text("connection", "crowd" + number)
              .text("person", "somebody" + number)
              .text("side", "client")
              .number("v", 1)
              .map());
    }
    put(engine.tables().get("Connections"), items);
  }

  private void put(String table, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += BATCH) {
      List<WriteRequest> batch =
          items.subList(from, Math.min(from + BATCH, items.size())).stream()
              .map(item -> PutRequest.builder().item(item).build())
              .map(put -> WriteRequest.builder().putRequest(put).build())
              .toList();
      dynamo.batchWriteItem(write -> write.requestItems(Map.of(table, batch)));
    }
  }
}
