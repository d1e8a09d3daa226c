package dev.parley.lambda.store;

import dev.parley.core.finance.Findings;
import dev.parley.core.finance.Mark;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.NightStore;
import dev.parley.core.finance.Report;
import dev.parley.core.finance.Slice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What nights have found, on DynamoDB. It has a table of its own and stands in none of the books':
 * a query of theirs can never meet it, whoever shows a report may read no book, and whoever looks
 * at the books puts there nothing but what repays an advance.
 */
public final class DynamoNights implements NightStore {
  private static final String KEY = "n";
  private static final String PLAN = "plan";
  private static final String REPORT = "report";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoNights(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void plan(Night night, List<Slice> slices) {
    Attributes item = NightItem.write(key(Keys.night(night), PLAN), slices);
    Calls.writeIf(
        () ->
            dynamo.putItem(
                put ->
                    put.tableName(table)
                        .item(item.map())
                        .conditionExpression("attribute_not_exists(" + KEY + ")")));
  }

  @Override
  public List<Slice> planned(Night night) {
    return Calls.get(dynamo, table, key(Keys.night(night), PLAN))
        .map(NightItem::slices)
        .orElse(List.of());
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
  public Optional<Mark> mark(Night night, String person) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(KEY + " = :person AND sk < :night")
            .expressionAttributeValues(
                Attributes.none()
                    .text(":person", Keys.marks(night.workspace(), person))
                    .text(":night", night.date().toString())
                    .map())
            .scanIndexForward(false)
            .build();
    return Calls.query(dynamo, request, 1).stream().findFirst().map(NightItem::mark);
  }

  @Override
  public void put(Night night, String person, Mark mark) {
    Attributes key = key(Keys.marks(night.workspace(), person), night.date().toString());
    put(NightItem.write(key, mark));
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
