package dev.parley.local.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.template.TableResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pages end after what was read, not after what a filter leaves of it. */
class ReadPagesTest {
  private static final int ITEMS = 20;
  private static final int BYTES = 100_000;
  // 1 MB holds ten of them and a part of the eleventh, which still belongs to the page.
  private static final int ON_A_PAGE = 11;
  private static LocalDynamo dynamo;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    dynamo.create(
        List.of(
            new TableResource(
                "Pages",
                "pages",
                Map.of("id", "S", "n", "N"),
                new TableResource.Key("id", Optional.of("n")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty())));
    for (int i = 0; i < ITEMS; i++) {
      Map<String, AttributeValue> item =
          Map.of(
              "id", AttributeValue.fromS("book"),
              "n", AttributeValue.fromN("" + i),
              "text", AttributeValue.fromS("x".repeat(BYTES)));
      dynamo.client().putItem(it -> it.tableName("pages").item(item));
    }
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  private static QueryRequest.Builder query() {
    return QueryRequest.builder()
        .tableName("pages")
        .keyConditionExpression("id = :id AND #n >= :from")
        .expressionAttributeNames(Map.of("#n", "n"))
        .expressionAttributeValues(
            Map.of(":id", AttributeValue.fromS("book"), ":from", AttributeValue.fromN("0")));
  }

  private static QueryRequest.Builder nothingOf(QueryRequest.Builder query) {
    return query
        .filterExpression("#t = :t")
        .expressionAttributeNames(Map.of("#n", "n", "#t", "text"))
        .expressionAttributeValues(
            Map.of(
                ":id", AttributeValue.fromS("book"),
                ":from", AttributeValue.fromN("0"),
                ":t", AttributeValue.fromS("none")));
  }

  @Test
  @Conforms("ddb-page-1-mb")
  void aQueryEndsItsPageAtOneMegabyteReadAlsoWhenTheFilterDropsIt() {
    assertThat(dynamo.client().query(query().build()).count()).isEqualTo(ON_A_PAGE);
    var filtered = dynamo.client().query(nothingOf(query()).build());
    assertThat(filtered.count()).isZero();
    assertThat(filtered.scannedCount()).isEqualTo(ON_A_PAGE);
    assertThat(filtered.lastEvaluatedKey()).containsKey("n");
    var rest =
        dynamo
            .client()
            .query(nothingOf(query()).exclusiveStartKey(filtered.lastEvaluatedKey()).build());
    assertThat(rest.scannedCount()).isEqualTo(ITEMS - ON_A_PAGE);
    assertThat(rest.hasLastEvaluatedKey()).isFalse();
  }

  @Test
  @Conforms("ddb-page-1-mb")
  void soDoesAScan() {
    var filtered =
        dynamo
            .client()
            .scan(
                it ->
                    it.tableName("pages")
                        .filterExpression("attribute_not_exists(#t)")
                        .expressionAttributeNames(Map.of("#t", "text")));
    assertThat(filtered.scannedCount()).isEqualTo(ON_A_PAGE);
    assertThat(filtered.hasLastEvaluatedKey()).isTrue();
  }

  @Test
  void aLimitOfTheCallersOwnStays() {
    var filtered = dynamo.client().query(nothingOf(query()).limit(3).build());
    assertThat(filtered.scannedCount()).isEqualTo(3);
  }
}
