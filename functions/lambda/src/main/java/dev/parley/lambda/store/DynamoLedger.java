package dev.parley.lambda.store;

import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Books on DynamoDB: that the next line of a book is put where none stands is its balance. */
public final class DynamoLedger implements LedgerStore {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoLedger(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Line> head(Book book) {
    QueryRequest request =
        query("book = :book", Attributes.none().text(":book", Keys.book(book)))
            .scanIndexForward(false)
            .build();
    return Calls.query(dynamo, request, 1).stream()
        .findFirst()
        .map(item -> LineItem.line(item, book));
  }

  @Override
  public List<Line> page(Book book, long after, int atMost) {
    Attributes values =
        Attributes.none().text(":book", Keys.book(book)).text(":after", Keys.line(after));
    QueryRequest request = query("book = :book AND line > :after", values).build();
    return Calls.query(dynamo, request, atMost).stream()
        .map(item -> LineItem.line(item, book))
        .toList();
  }

  @Override
  public Optional<Loose> loose(String workspace, String transfer) {
    return Calls.get(dynamo, table, LineItem.key(workspace, transfer))
        .map(item -> LineItem.loose(item, workspace));
  }

  @Override
  public List<Loose> loose(String workspace, int shard, String after, int atMost) {
    Attributes values = Attributes.none().text(":book", Keys.loose(workspace, shard));
    // DynamoDB takes no empty value for a key.
    QueryRequest request =
        after.isEmpty()
            ? query("book = :book", values).build()
            : query("book = :book AND line > :after", values.text(":after", after)).build();
    return Calls.query(dynamo, request, atMost).stream()
        .map(item -> LineItem.loose(item, workspace))
        .toList();
  }

  @Override
  public boolean commit(Posting posting) {
    List<TransactWriteItem> writes = writes(table, posting).toList();
    return Calls.commit(() -> dynamo.transactWriteItems(request -> request.transactItems(writes)));
  }

  /** Everything that a posting writes, for whoever commits more with it. */
  static Stream<TransactWriteItem> writes(String table, Posting posting) {
    Stream<Attributes> lines =
        posting.lines().stream()
            .map(line -> LineItem.write(LineItem.key(line.book(), line.number()), line));
    Stream<Attributes> loose =
        posting.loose().stream()
            .map(it -> LineItem.write(LineItem.key(it.workspace(), it.transfer()), it));
    return Stream.concat(lines, loose).map(item -> NewItem.put(table, "book", item));
  }

  private QueryRequest.Builder query(String condition, Attributes values) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values.map());
  }
}
