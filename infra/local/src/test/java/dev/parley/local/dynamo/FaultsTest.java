package dev.parley.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.template.TableResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class FaultsTest {
  private static final String TABLE = "notes";
  private LocalDynamo dynamo;

  @BeforeEach
  void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    dynamo.create(
        List.of(
            new TableResource(
                "Notes",
                TABLE,
                Map.of("id", "S"),
                new TableResource.Key("id", Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty())));
  }

  @AfterEach
  void stop() {
    dynamo.close();
  }

  /** A client that does not wait for half a minute between its attempts. */
  private DynamoDbClient withoutRetries() {
    return DynamoDbClient.builder()
        .endpointOverride(dynamo.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(it -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static Map<String, AttributeValue> item(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  private static TransactWriteItem action(String id) {
    return TransactWriteItem.builder().put(it -> it.tableName(TABLE).item(item(id))).build();
  }

  private void transact(String... ids) {
    var actions = List.of(ids).stream().map(FaultsTest::action).toList();
    dynamo.client().transactWriteItems(it -> it.transactItems(actions).clientRequestToken(ids[0]));
  }

  private boolean isThere(String id) {
    return dynamo.client().getItem(it -> it.tableName(TABLE).key(item(id))).hasItem();
  }

  @Test
  @Conforms("ddb-tx-conflict")
  void aTransactionInConflictIsCancelledAndNotApplied() {
    dynamo.faults(new Faults(1, 1000, 0, 0));
    assertThatThrownBy(() -> transact("a", "b", "c"))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            it ->
                assertThat(it.cancellationReasons())
                    .extracting(CancellationReason::code)
                    .containsExactlyInAnyOrder("None", "None", "TransactionConflict"));
    dynamo.faults(Faults.NONE);
    assertThat(isThere("a")).isFalse();
    transact("a", "b", "c");
    assertThat(isThere("a")).isTrue();
  }

  @Test
  void aSingleWriteInConflictIsRefusedAndNotApplied() {
    dynamo.faults(new Faults(1, 1000, 0, 0));
    assertThatThrownBy(() -> dynamo.client().putItem(it -> it.tableName(TABLE).item(item("a"))))
        .isInstanceOf(TransactionConflictException.class);
    assertThat(isThere("a")).isFalse();
  }

  @Test
  void aThrottledRequestIsRefused() {
    dynamo.faults(new Faults(1, 0, 1000, 0));
    try (DynamoDbClient once = withoutRetries()) {
      assertThatThrownBy(() -> once.scan(it -> it.tableName(TABLE)))
          .isInstanceOf(ProvisionedThroughputExceededException.class);
    }
    assertThatThrownBy(() -> transact("a", "b"))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            it ->
                assertThat(it.cancellationReasons())
                    .extracting(CancellationReason::code)
                    .containsExactlyInAnyOrder("None", "ProvisionedThroughputExceeded"));
  }

  @Test
  void anAnswerIsLostAfterTheWriteWasApplied() {
    dynamo.faults(new Faults(1, 0, 0, 1000));
    // The client tries again, and meets what it has itself written.
    assertThatThrownBy(
            () ->
                dynamo
                    .client()
                    .putItem(
                        it ->
                            it.tableName(TABLE)
                                .item(item("a"))
                                .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(isThere("a")).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertThat(refused(7)).isEqualTo(refused(7)).isNotEqualTo(refused(8)).contains(true, false);
  }

  private List<Boolean> refused(long seed) {
    dynamo.faults(new Faults(seed, 300, 0, 0));
    List<Boolean> refused = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      try {
        dynamo.client().putItem(it -> it.tableName(TABLE).item(item("a")));
        refused.add(false);
      } catch (TransactionConflictException e) {
        refused.add(true);
      }
    }
    return refused;
  }
}
