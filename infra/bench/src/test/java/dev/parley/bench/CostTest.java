package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.bench.Prices.Unit;
import dev.parley.local.dynamo.LocalDynamo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What messages cost is counted rightly. */
class CostTest {
  private static final Path ROOT = Path.of(System.getProperty("parley.root"));

  private static LocalDynamo dynamo;
  private static String table;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    table =
        LocalDynamo.createTablesOf(ROOT.resolve("template.yaml"), Map.of(), dynamo.client())
            .get("ConversationLogs");
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @Test
  void aMessageToALawyerIsThreeWritesFourReadsAndThreeFrames() throws Exception {
    Cost.Bills bills = Cost.measure(ROOT, Talks.With.LAWYER, 10, 0, 10);
    Bill bill = bills.alone();
    assertThat(bill.of(Cost.SEND).amount(Unit.DYNAMODB_WRITE)).isEqualTo(1);
    assertThat(bill.of(Cost.SEND).amount(Unit.DYNAMODB_READ)).isEqualTo(2);
    assertThat(bill.of(Cost.SEND).amount(Unit.SOCKET_MESSAGE)).isEqualTo(3);
    assertThat(bill.of(Cost.PROJECT).amount(Unit.DYNAMODB_WRITE)).isEqualTo(2);
    // In ten messages a conversation is looked up once.
    assertThat(bill.of(Cost.PROJECT).amount(Unit.DYNAMODB_READ)).isEqualTo(2.1);
    assertThat(bill.of(Cost.PROJECT).amount(Unit.SOCKET_MESSAGE)).isZero();
    assertThat(bill.amount(Unit.LAMBDA_REQUEST)).isEqualTo(2);
    assertThat(bill.amount(Unit.LAMBDA_GB_SECOND_ARM64)).isPositive();
    assertThat(bills.batched().amount(Unit.LAMBDA_REQUEST)).isEqualTo(1.1);
    // What is left of the goal is 16 ms of a gigabyte for both functions together.
    assertThat(withoutTime(bill)).isCloseTo(0.0057875, within(1e-9));
    assertThat(withoutTime(bills.batched())).isCloseTo(0.0056075, within(1e-9));
    assertThat(bills.rows()).filteredOn(row -> row.goal().equals("≤ $0.0060")).hasSize(2);
  }

  /** Each index is written twice: the row leaves its old place in it. */
  @Test
  void aMessageToAChannelIsFourWritesMoreForItsTwoIndexesAndALookAtTheRoom() throws Exception {
    Bill bill = Cost.measure(ROOT, Talks.With.CHANNEL, 1, 0, 10).alone();
    assertThat(bill.of(Cost.SEND).amount(Unit.DYNAMODB_WRITE)).isEqualTo(1);
    assertThat(bill.of(Cost.PROJECT).amount(Unit.DYNAMODB_WRITE)).isEqualTo(6);
    assertThat(bill.amount(Unit.DYNAMODB_READ)).isEqualTo(5.1);
    assertThat(bill.amount(Unit.SOCKET_MESSAGE)).isEqualTo(3);
    assertThat(withoutTime(bill)).isCloseTo(0.0084125, within(1e-9));
  }

  /** Without the functions' time, which hangs on the machine. */
  @Test
  void aTimerIsTwoWritesOfAnIndexAndOneMessage() throws Exception {
    PaidCost.Measured measured = PaidCost.measure(ROOT, 0, 1);
    assertThat(measured.lookReads()).isEqualTo(1);
    assertThat(measured.lookMillis()).isPositive();
    Bill message = Cost.measure(ROOT, Talks.With.LAWYER, 1, 0, 1).alone();
    var bills = new PaidCost.Bills(measured, message);
    Bill timer = bills.timer(1, 10);
    assertThat(timer.amount(Unit.DYNAMODB_WRITE)).isEqualTo(2);
    assertThat(timer.amount(Unit.SQS_REQUEST)).isCloseTo(0.3, within(1e-9));
    assertThat(timer.amount(Unit.LAMBDA_REQUEST)).isCloseTo(0.1, within(1e-9));
    assertThat(withoutTime(timer)).isCloseTo(0.001396, within(0.00001));
    assertThat(bills.perConsultation(Prices.read())).isPositive();
  }

  /** The functions' time hangs on the machine, all else does not. */
  private static double withoutTime(Bill bill) {
    return bill.without(Unit.LAMBDA_GB_SECOND_ARM64).perThousand(Prices.read());
  }

  @Test
  void aBillIsItsPartsTimesTheirPrices() {
    var bill =
        new Bill(
            List.of(
                new Bill.Part("a", Unit.DYNAMODB_WRITE, 2),
                new Bill.Part("b", Unit.SOCKET_MESSAGE, 3)));
    var prices = new Prices(Map.of(Unit.DYNAMODB_WRITE, 0.5, Unit.SOCKET_MESSAGE, 1.0));
    assertThat(bill.perThousand(prices)).isCloseTo(0.004, within(1e-12));
    assertThat(bill.of("a").perThousand(prices)).isCloseTo(0.001, within(1e-12));
    assertThat(bill.total("all", prices).met()).isTrue();
    var dear = new Prices(Map.of(Unit.DYNAMODB_WRITE, 0.5, Unit.SOCKET_MESSAGE, 1.7));
    assertThat(bill.total("all", dear).met()).isFalse();
  }

  @Test
  void everyUnitHasAPriceWithItsSource() {
    assertThat(Prices.read().perMillion()).containsOnlyKeys(Unit.values());
  }

  @Test
  void sizesOfItemsAreThoseOfDynamoDb() {
    Meter meter = new Meter(dynamo.client());
    int bare = ItemSize.bytes(item("bare", 0));
    for (int size : new int[] {1023, 1024, 1025, 2048, 2049}) {
      Map<String, AttributeValue> item = item("bare", size - bare);
      assertThat(ItemSize.bytes(item)).isEqualTo(size);
      meter.putItem(put -> put.tableName(table).item(item));
      assertThat(meter.take().writes()).as("%d bytes", size).isEqualTo(ItemSize.writeUnits(item));
    }
  }

  @Test
  void aTransactionIsTwoUnitsForEachKilobyteOfEachItem() {
    Meter meter = new Meter(dynamo.client());
    Map<String, AttributeValue> small = item("small", 10);
    Map<String, AttributeValue> large = item("large", 1_500);
    transact(meter, put(small), put(large));
    assertThat(meter.take().writes()).isEqualTo(6);
    Update update =
        Update.builder()
            .tableName(table)
            .key(Map.of("c", text("large"), "sk", text("s")))
            .updateExpression("SET n = :n")
            .expressionAttributeValues(Map.of(":n", AttributeValue.fromN("1")))
            .build();
    transact(meter, TransactWriteItem.builder().update(update).build());
    assertThat(meter.take().writes()).isEqualTo(4);
  }

  private static void transact(Meter meter, TransactWriteItem... writes) {
    meter.transactWriteItems(
        TransactWriteItemsRequest.builder().transactItems(List.of(writes)).build());
  }

  private static TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private static Map<String, AttributeValue> item(String key, int length) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("c", text(key));
    item.put("sk", text("s"));
    item.put("n", AttributeValue.fromN("1795255200000"));
    item.put("m", AttributeValue.fromN("-120.50"));
    item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[32])));
    item.put("t", text("x".repeat(length)));
    return item;
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
