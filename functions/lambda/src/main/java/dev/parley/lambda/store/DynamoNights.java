package dev.parley.lambda.store;

import dev.parley.core.finance.Findings;
import dev.parley.core.finance.Mark;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.NightStore;
import dev.parley.core.finance.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What nights have found, on DynamoDB. It has a table of its own and stands in none of the books':
 * a query of theirs can never meet it, whoever shows a report may read no book, and whoever looks at
 * the books puts there nothing but what repays an advance.
 */
public final class DynamoNights implements NightStore {
  private static final String KEY = "n";
  private static final String PLAN = "plan";
  private static final String SLICES = "sl";
  private static final String REPORT = "report";
  private static final String MARK = "mark";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoNights(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /** Added to a set, so that two who begin a night at once leave out nothing of each other's. */
  @Override
  public void plan(Night night, Set<String> slices) {
    if (slices.isEmpty()) {
      return;
    }
    Map<String, AttributeValue> values =
        Map.of(
            ":slices", AttributeValue.fromSs(List.copyOf(slices)), ":v", AttributeValue.fromN("1"));
    Calls.write(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(Keys.night(night), PLAN).map())
                        .updateExpression("ADD " + SLICES + " :slices SET v = :v")
                        .expressionAttributeValues(values)));
  }

  @Override
  public Set<String> planned(Night night) {
    return Calls.get(dynamo, table, key(Keys.night(night), PLAN))
        .map(item -> item.set(SLICES))
        .orElse(Set.of());
  }

  @Override
  public void put(Night night, Findings findings) {
    put(NightItem.write(key(Keys.night(night), Keys.slice(findings.slice())), findings));
  }

  @Override
  public List<Findings> findings(Night night) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(KEY + " = :night AND begins_with(sk, :slices)")
            .expressionAttributeValues(
                Attributes.none()
                    .text(":night", Keys.night(night))
                    .text(":slices", Keys.slice(""))
                    .map())
            .build();
    return Calls.query(dynamo, request, Integer.MAX_VALUE).stream()
        .map(item -> NightItem.findings(item, Keys.sliceName(item.text("sk"))))
        .toList();
  }

  @Override
  public Optional<Mark> mark(String workspace, String person) {
    return Calls.get(dynamo, table, key(Keys.mark(workspace, person), MARK)).map(NightItem::mark);
  }

  @Override
  public void put(String workspace, String person, Mark mark) {
    put(NightItem.write(key(Keys.mark(workspace, person), MARK), mark));
  }

  @Override
  public void put(Report report) {
    put(NightItem.write(key(Keys.night(report.night()), REPORT), report));
  }

  @Override
  public Optional<Report> report(String workspace, LocalDate date) {
    return Calls.get(dynamo, table, key(Keys.night(workspace, date), REPORT))
        .map(item -> NightItem.report(item, Night.of(workspace, date)));
  }

  private void put(Attributes item) {
    Calls.write(() -> dynamo.putItem(put -> put.tableName(table).item(item.map())));
  }

  private static Attributes key(String night, String sort) {
    return Attributes.none().text(KEY, night).text("sk", sort);
  }
}
