package dev.parley.bench;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Ports;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.SocketCommands;
import dev.parley.core.workspace.Membership;
import dev.parley.lambda.store.DynamoConversations;
import dev.parley.lambda.store.DynamoDirectory;
import dev.parley.lambda.store.DynamoInboxes;
import dev.parley.lambda.store.DynamoQuota;
import dev.parley.lambda.store.DynamoRooms;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client's conversations on DynamoDB Local, each watched by both sides, and metered. The clock
 * goes on a second at a time, so nobody writes too fast.
 */
final class Talks {
  private static final String VERA = "vera-orlova";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());
  private final Posts posts = new Posts();
  private final Meter meter;
  private final Ports ports;

  /** The same, unmetered: for what happens around the messages. */
  private final Ports quiet;

  private final Map<ConversationId, Long> last = new LinkedHashMap<>();

  /** Who is on the other side of the client. */
  enum With {
    /** Both inboxes are persons'. */
    LAWYER,
    /** One inbox is a channel's: its rows stand in two indexes, too. */
    CHANNEL;

    /** Its name in the table. */
    String text() {
      return switch (this) {
        case LAWYER -> "a lawyer";
        case CHANNEL -> "a channel";
      };
    }

    private Counterpart counterpart(int number) {
      return switch (this) {
        case LAWYER -> new Counterpart.Specialist(Parley.lawyer(number));
        case CHANNEL -> new Counterpart.Channel(Parley.channel(number));
      };
    }

    private String person(int number) {
      return switch (this) {
        case LAWYER -> Parley.lawyer(number);
        case CHANNEL -> Parley.operator(number);
      };
    }
  }

  private Talks(Backdrop backdrop) {
    meter = new Meter(backdrop.dynamo().client());
    ports = ports(meter, backdrop.environment());
    quiet = ports(backdrop.dynamo().client(), backdrop.environment());
  }

  /**
   * @param conversations how many, each with somebody else
   */
  static Talks begin(Backdrop backdrop, With with, int conversations) throws IOException {
    backdrop.provision(Parley.preset(0, conversations));
    Talks talks = new Talks(backdrop);
    for (int i = 0; i < conversations; i++) {
      talks.open(with.counterpart(i), with.person(i), "JKJZNcaRvHcCEw" + (char) ('a' + i) + "=");
    }
    return talks;
  }

  private void open(Counterpart counterpart, String person, String connection) {
    ConversationId conversation =
        new Conversations(quiet)
            .open(
                Membership.of(quiet.directory(), Parley.WORKSPACE, VERA),
                new Opening.ByClient(counterpart))
            .conversation()
            .conversation()
            .id();
    SocketCommands socket = new SocketCommands(quiet);
    Session other = new Session(Parley.WORKSPACE, person, 0, connection);
    socket.opened(other);
    if (counterpart instanceof Counterpart.Channel channel) {
      Optional<String> inbox = Optional.of(channel.channel());
      socket.handle(other, new Command.Sync(Optional.empty(), inbox, Optional.empty()));
    }
    for (Session each : List.of(client(), other)) {
      socket.handle(each, new Command.Watch(Optional.empty(), conversation, 0));
    }
    if (quiet.rooms().watchers(conversation).size() != 2) {
      throw new IllegalStateException("not both sides watch");
    }
    last.put(conversation, quiet.store().head(conversation).last().seq());
  }

  Session client() {
    return new Session(Parley.WORKSPACE, VERA, 0, Backdrop.CLIENT);
  }

  List<ConversationId> conversations() {
    return List.copyOf(last.keySet());
  }

  /** Number of a conversation's newest entry. */
  long last(ConversationId conversation) {
    return last.get(conversation);
  }

  /** The same of all. */
  Map<ConversationId, Long> lasts() {
    return Map.copyOf(last);
  }

  /** As the stream would bring it. */
  Entry newest(ConversationId conversation) {
    return quiet.store().head(conversation).last();
  }

  /** Notes one more entry; throws when the inboxes do not tell of just that one. */
  void grown(ConversationId conversation) {
    long seq = last.merge(conversation, 1L, Long::sum);
    for (Side side : Side.values()) {
      InboxOwner owner = InboxOwner.of(quiet.store().head(conversation).conversation(), side);
      long told = quiet.inboxes().row(owner, conversation).orElseThrow().newest().seq();
      if (told != seq) {
        throw new IllegalStateException("an inbox tells of entry %d, not %d".formatted(told, seq));
      }
    }
  }

  Ports ports() {
    return ports;
  }

  Meter meter() {
    return meter;
  }

  InstantSource clock() {
    return now::get;
  }

  void tick() {
    now.updateAndGet(it -> it.plusSeconds(1));
  }

  /** How many frames were posted since it was last asked. */
  int posted() {
    return posts.take();
  }

  /** Counts. */
  private static final class Posts extends Nobody {
    private int frames;

    @Override
    public Delivered deliver(List<Delivery> deliveries) {
      frames += deliveries.size();
      return super.deliver(deliveries);
    }

    int take() {
      int taken = frames;
      frames = 0;
      return taken;
    }
  }

  private Ports ports(DynamoDbClient dynamo, Map<String, String> tables) {
    String directory = tables.get("DIRECTORY_TABLE");
    String inbox = tables.get("INBOX_TABLE");
    return new Ports(
        new DynamoConversations(
            dynamo,
            new DynamoConversations.Tables(tables.get("CONVERSATIONS_TABLE"), inbox, directory)),
        new DynamoInboxes(dynamo, inbox),
        new DynamoRooms(dynamo, tables.get("CONNECTIONS_TABLE")),
        new DynamoDirectory(dynamo, directory, _ -> {}),
        posts,
        new DynamoQuota(dynamo, tables.get("TOKENS_TABLE")),
        now::get,
        new SecureRandom(),
        _ -> {});
  }
}
