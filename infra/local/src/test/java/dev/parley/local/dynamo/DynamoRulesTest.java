package dev.parley.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.template.TableResource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Rules of DynamoDB that the product leans on, as the local engine keeps them. */
class DynamoRulesTest {
  private static final String TABLE = "notes";
  private static LocalDynamo dynamo;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    dynamo.create(List.of(table(TABLE)));
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  private static TableResource table(String name) {
    return new TableResource(
        "Notes",
        name,
        Map.of("id", "S"),
        new TableResource.Key("id", Optional.empty()),
        List.of(),
        List.of(),
        Optional.of("expiresAt"),
        Optional.empty());
  }

  private static Map<String, AttributeValue> item(String id, String text) {
    return Map.of("id", AttributeValue.fromS(id), "text", AttributeValue.fromS(text));
  }

  private static TransactWriteItem put(String id, String text) {
    return TransactWriteItem.builder().put(it -> it.tableName(TABLE).item(item(id, text))).build();
  }

  private static TransactWriteItem add(String id) {
    return TransactWriteItem.builder()
        .update(
            it ->
                it.tableName(TABLE)
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .updateExpression("ADD n :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
        .build();
  }

  private static void write(String token, Collection<TransactWriteItem> actions) {
    dynamo.client().transactWriteItems(it -> it.transactItems(actions).clientRequestToken(token));
  }

  private static Map<String, AttributeValue> read(String id) {
    return dynamo
        .client()
        .getItem(it -> it.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))))
        .item();
  }

  @Test
  @Conforms("ddb-tx-100")
  void aTransactionHasAtMost100Actions() {
    write("hundred", IntStream.range(0, 100).mapToObj(i -> put("h" + i, "x")).toList());
    assertThat(read("h99")).isNotEmpty();
    var more = IntStream.range(0, 101).mapToObj(i -> put("m" + i, "x")).toList();
    assertThatThrownBy(() -> write("more", more)).isInstanceOf(DynamoDbException.class);
    assertThat(read("m0")).isEmpty();
  }

  @Test
  @Conforms("ddb-tx-4-mb")
  void aTransactionHasAtMost4Mb() {
    String large = "x".repeat(390_000);
    write("large", IntStream.range(0, 10).mapToObj(i -> put("l" + i, large)).toList());
    assertThat(read("l9")).isNotEmpty();
    var more = IntStream.range(0, 11).mapToObj(i -> put("o" + i, large)).toList();
    assertThatThrownBy(() -> write("larger", more))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("4MB");
    assertThat(read("o0")).isEmpty();
  }

  @Test
  @Conforms("ddb-tx-no-item-twice")
  void aTransactionNamesAnItemOnce() {
    assertThatThrownBy(() -> write("twice", List.of(put("t", "1"), add("t"))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("multiple operations on one item");
    assertThat(read("t")).isEmpty();
  }

  @Test
  @Conforms("ddb-tx-token")
  void theSameTransactionTwiceIsAppliedOnce() {
    write("same", List.of(add("s")));
    write("same", List.of(add("s")));
    assertThat(read("s").get("n").n()).isEqualTo("1");
    write("another", List.of(add("s")));
    assertThat(read("s").get("n").n()).isEqualTo("2");
  }

  @Test
  @Conforms("ddb-tx-token-mismatch")
  void anotherTransactionWithATokenThatWasUsedIsRefused() {
    write("used", List.of(add("u")));
    assertThatThrownBy(() -> write("used", List.of(add("v"))))
        .isInstanceOf(IdempotentParameterMismatchException.class);
    assertThat(read("v")).isEmpty();
  }

  @Test
  @Conforms("ddb-tx-reasons")
  void aCancelledTransactionSaysWhyAndChangesNothing() {
    write("first", List.of(put("r", "old")));
    TransactWriteItem onlyNew =
        TransactWriteItem.builder()
            .put(
                it ->
                    it.tableName(TABLE)
                        .item(item("r", "new"))
                        .conditionExpression("attribute_not_exists(id)")
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .build();
    assertThatThrownBy(() -> write("second", List.of(put("beside", "x"), onlyNew)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            it -> {
              assertThat(it.cancellationReasons())
                  .extracting(CancellationReason::code)
                  .containsExactly("None", "ConditionalCheckFailed");
              assertThat(it.cancellationReasons().getLast().item()).isEqualTo(item("r", "old"));
            });
    assertThat(read("beside")).isEmpty();
  }

  @Test
  @Conforms("ddb-ttl")
  void anExpiredItemIsStillRead() {
    String yesterday = String.valueOf(Instant.now().minusSeconds(86_400).getEpochSecond());
    Map<String, AttributeValue> expired =
        Map.of("id", AttributeValue.fromS("e"), "expiresAt", AttributeValue.fromN(yesterday));
    dynamo.client().putItem(it -> it.tableName(TABLE).item(expired));
    assertThat(read("e")).isEqualTo(expired);
  }

  @Test
  @Conforms("ddb-name-3")
  void aTablesNameHasThreeCharacters() {
    assertThatThrownBy(() -> dynamo.create(List.of(table("ab"))))
        .hasMessageContaining("between 3 and 255 characters");
  }
}
