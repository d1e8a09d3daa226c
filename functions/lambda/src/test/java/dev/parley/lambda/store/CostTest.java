package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Projection;
import dev.parley.core.conversation.Session;
import dev.parley.local.dynamo.LocalDynamo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What commands cost, in calls and units of DynamoDB, to the last of them. */
class CostTest {
  private static final Content.Text TEXT = new Content.Text("x".repeat(850));
  private static final Content.Text SHORT = new Content.Text("What does it cost?");

  private static LocalDynamo dynamo;
  private static Engine engine;
  private static int workspaces;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    engine = Engine.on(dynamo.client());
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  private static Priced priced() {
    return new Priced("priced" + ++workspaces, engine);
  }

  private static void assertCost(Meter.Cost cost, double read, double written, String... calls) {
    assertThat(cost).isEqualTo(new Meter.Cost(List.of(calls), read, written));
  }

  /** However much was said before, and however many sockets are open elsewhere. */
  @ParameterizedTest
  @ValueSource(longs = {1, 10_000})
  void aMessageCostsThreeCalls(long length) {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    Session lev = priced.socket("lev");
    priced.watch(vera, id);
    priced.watch(lev, id);
    priced.lengthen(id, length);
    assertThat(priced.last(id)).isEqualTo(length);
    for (int elsewhere : new int[] {1, 1_000}) {
      priced.crowd(elsewhere);
      assertCost(priced.write(vera, id, TEXT), 2, 1, "query", "put", "query");
      assertCost(priced.write(lev, id, TEXT), 2, 1, "query", "put", "query");
    }
    assertThat(priced.last(id)).isEqualTo(length + 4);
  }

  @Test
  void anOperatorsMessageCostsOneLookAtTheRoomMore() {
    Priced priced = priced();
    ConversationId id = priced.inChannel();
    Session anna = priced.socket("anna");
    priced.watch(anna, id);
    priced.write(priced.socket("vera"), id, SHORT);
    assertCost(priced.write(anna, id, TEXT), 3, 1, "query", "get", "put", "query");
  }

  @Test
  void anEditCostsATransactionOfBothEntries() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    priced.write(vera, id, SHORT);
    Content.Edited brief = new Content.Edited(2, "What does it take?");
    assertCost(priced.write(vera, id, brief), 3, 4, "query", "query", "transaction of 2", "query");
    priced.write(vera, id, TEXT);
    Content.Edited edited = new Content.Edited(4, TEXT.text());
    assertCost(priced.write(vera, id, edited), 3, 6, "query", "query", "transaction of 2", "query");
  }

  @Test
  void readingUpToTheEndCostsOneWrite() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    priced.watch(priced.socket("lev"), id);
    priced.write(vera, id, SHORT);
    Command.Read last = new Command.Read(Optional.empty(), id, 2);
    assertCost(
        priced.meter.of(() -> priced.handle(vera, last)),
        3,
        1,
        "query",
        "update",
        "query",
        "query");
  }

  @Test
  void typingCostsOneWriteTheNewestEntryTheRoomAndAName() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    Session lev = priced.socket("lev");
    priced.watch(vera, id);
    priced.watch(lev, id);
    Command typing = new Command.Typing(Optional.empty(), id);
    assertCost(
        priced.meter.of(() -> priced.handle(vera, typing)),
        3,
        1,
        "update",
        "query",
        "query",
        "get");
    assertCost(priced.meter.of(() -> priced.handle(lev, typing)), 2, 1, "update", "query", "query");
  }

  @Test
  void syncOfFiftyRowsCostsOneQuery() {
    Priced priced = priced();
    for (int number = 0; number < 50; number++) {
      ConversationId id = priced.open("client" + number, new Counterpart.Specialist("lev"));
      priced.write(priced.socket("client" + number), id, TEXT);
      new Projection(priced.ports).project(id, priced.newest(id));
    }
    Session lev = priced.socket("lev");
    Command sync = new Command.Sync(Optional.empty(), Optional.empty(), Optional.empty());
    assertCost(priced.meter.of(() -> priced.handle(lev, sync)), 5, 0, "get", "query");
  }

  @Test
  void watchingWithTenMissingCostsTwoWrites() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    priced.lengthen(id, 20);
    Command watch = new Command.Watch(Optional.empty(), id, 10);
    assertCost(
        priced.meter.of(() -> priced.handle(vera, watch)),
        3,
        3,
        "query",
        "update",
        "update",
        "update",
        "query",
        "query");
  }

  @Test
  void unwatchingCostsThreeWrites() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    Session vera = priced.socket("vera");
    priced.watch(vera, id);
    Command unwatch = new Command.Unwatch(Optional.empty(), id);
    assertCost(
        priced.meter.of(() -> priced.handle(vera, unwatch)), 0, 3, "update", "delete", "update");
  }

  /** What a conversation is is looked up once in a process. */
  @Test
  void projectingCostsBothRowsAndALookAtTheSocketsOfBoth() {
    Priced priced = priced();
    ConversationId pair = priced.pair();
    ConversationId channel = priced.inChannel();
    Session vera = priced.socket("vera");
    for (ConversationId id : List.of(pair, channel)) {
      priced.write(vera, id, TEXT);
    }
    Projection projection = new Projection(priced.ports);
    Entry newest = priced.newest(pair);
    String[] calls = {"update", "update", "query", "query"};
    assertCost(
        priced.meter.of(() -> projection.tell(projection.project(pair, newest))),
        3,
        2,
        "get",
        "update",
        "update",
        "query",
        "query");
    assertCost(
        priced.meter.of(() -> projection.tell(projection.project(pair, newest))), 2, 2, calls);
    Entry inChannel = priced.newest(channel);
    assertThat(priced.ports.store().conversation(channel)).isPresent();
    assertCost(
        priced.meter.of(() -> projection.tell(projection.project(channel, inChannel))),
        2,
        6,
        calls);
  }

  /** Whoever follows a channel may watch, which the room of the conversation tells. */
  @Test
  void projectingForThoseWhoFollowAChannelCostsALookAtTheRoomMore() {
    Priced priced = priced();
    ConversationId id = priced.inChannel();
    Session anna = priced.socket("anna");
    priced.handle(
        anna, new Command.Sync(Optional.empty(), Optional.of("moscow"), Optional.empty()));
    Projection projection = new Projection(priced.ports);
    List<Projection.Projected> rows = projection.project(id, priced.newest(id));
    assertCost(priced.meter.of(() -> projection.tell(rows)), 3, 0, "query", "query", "query");
  }

  /** Otherwise the prices of transactions, which DynamoDB Local does not know, would be wrong. */
  @Test
  void itemsAreMeasuredAsDynamoDbMeasuresThem() {
    Priced priced = priced();
    ConversationId id = priced.pair();
    priced.lengthen(id, 2);
    String table = engine.tables().get("ConversationLogs");
    Map<String, AttributeValue> item =
        new HashMap<>(
            Attributes.none()
                .text("c", Keys.conversation(id))
                .text("sk", "measured")
                .number("n", 1_764_000_000_123L)
                .flag("f", true)
                .bytes("b", new byte[32])
                .numbers("m", Map.of("vera", 1_764_000_000_123L, "lev", 20L))
                .map());
    int rest = ItemBytes.of(item) + "t".length();
    for (int over : new int[] {-1, 0, 1, 2}) {
      item.put("t", AttributeValue.fromS("x".repeat(1_024 - rest + over)));
      assertThat(ItemBytes.of(item)).isEqualTo(1_024 + over);
      Meter.Cost cost =
          priced.meter.of(() -> priced.meter.putItem(it -> it.tableName(table).item(item)));
      assertCost(cost, 0, over > 0 ? 2 : 1, "put");
    }
  }

  @Test
  void aScanIsNotToBeHad() {
    String table = engine.tables().get("Inbox");
    assertThatThrownBy(() -> priced().meter.scan(scan -> scan.tableName(table)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
