package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Inboxes;
import dev.parley.core.conversation.ReadPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Inboxes on DynamoDB: one update writes a row's projection, another its read position. */
public final class DynamoInboxes implements Inboxes {
  /** The index of the template by which a channel's rows are read in order. */
  static final String NEWEST = "newest";

  /** The index by which what has changed in a channel is read in order. */
  static final String CHANGED = "changed";

  private static final Place FIRST = new Place(Instant.EPOCH, "");

  private static final String IS_OLDER = "attribute_not_exists(seq) OR seq <= :seq";
  private static final String READ_LESS =
      "attribute_exists(conversation) AND (attribute_not_exists(readSeq) OR readSeq < :readSeq)";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoInboxes(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<InboxRow> page(InboxOwner owner, Optional<String> after, int atMost) {
    Attributes values = Attributes.none().text(":owner", Keys.inbox(owner)).text(":after", after);
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(
                after.isPresent() ? "#owner = :owner AND conversation > :after" : "#owner = :owner")
            .expressionAttributeNames(Map.of("#owner", "owner"))
            .expressionAttributeValues(values.map())
            .build();
    return rows(owner, request, atMost);
  }

  @Override
  public List<InboxRow> newest(InboxOwner.OfChannel owner, Optional<Place> after, int atMost) {
    boolean begun = after.isPresent();
    QueryRequest.Builder index =
        index(NEWEST, InboxItem.PLACE, begun ? "<" : ">").scanIndexForward(false);
    return indexed(owner, index, after.orElse(FIRST), atMost);
  }

  @Override
  public List<InboxRow> changed(InboxOwner.OfChannel owner, Place after, int atMost) {
    return indexed(owner, index(CHANGED, InboxItem.CHANGE, ">"), after, atMost);
  }

  private QueryRequest.Builder index(String name, String sortedBy, String comparison) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(name)
        .keyConditionExpression("#list = :list AND #sorted " + comparison + " :after")
        .expressionAttributeNames(Map.of("#list", InboxItem.LIST, "#sorted", sortedBy));
  }

  private List<InboxRow> indexed(
      InboxOwner.OfChannel owner, QueryRequest.Builder index, Place after, int atMost) {
    QueryRequest request =
        index
            .expressionAttributeValues(
                Attributes.none()
                    .text(":list", Keys.inbox(owner))
                    .text(":after", InboxItem.place(after))
                    .map())
            .build();
    return rows(owner, request, atMost);
  }

  private List<InboxRow> rows(InboxOwner owner, QueryRequest request, int atMost) {
    return Calls.query(dynamo, request, atMost).stream()
        .map(row -> InboxItem.read(row, owner))
        .toList();
  }

  @Override
  public Optional<InboxRow> row(InboxOwner owner, ConversationId conversation) {
    return Calls.get(dynamo, table, InboxItem.key(owner, conversation))
        .map(row -> InboxItem.read(row, owner));
  }

  @Override
  public Optional<InboxRow> project(InboxOwner owner, InboxRow row, Optional<Long> wrong) {
    Overwriting overwriting =
        Overwriting.of(
            InboxItem.projected(Attributes.none(), owner, row), List.of(), InboxItem.OPTIONAL);
    Map<String, AttributeValue> values = new HashMap<>(overwriting.values());
    wrong.ifPresent(seq -> values.put(":wrong", AttributeValue.fromN(Long.toString(seq))));
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(InboxItem.key(owner, row.conversation().id()).map())
            .updateExpression(overwriting.expression())
            .conditionExpression(wrong.isPresent() ? IS_OLDER + " OR seq = :wrong" : IS_OLDER)
            .expressionAttributeNames(overwriting.names())
            .expressionAttributeValues(values)
            .returnValues(ReturnValue.ALL_NEW)
            .build();
    return Calls.update(dynamo, request).map(item -> InboxItem.read(item, owner));
  }

  @Override
  public Optional<Reading> read(
      InboxOwner owner, ConversationId conversation, ReadPosition position, Instant at) {
    Overwriting overwriting =
        Overwriting.of(
            InboxItem.read(Attributes.none(), owner, conversation, position, at),
            List.of(),
            List.of());
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(InboxItem.key(owner, conversation).map())
            .updateExpression(overwriting.expression())
            .conditionExpression(READ_LESS)
            .expressionAttributeNames(overwriting.names())
            .expressionAttributeValues(overwriting.values())
            .build();
    return Calls.update(dynamo, request)
        .map(_ -> new Reading(position, true))
        .or(() -> row(owner, conversation).map(row -> new Reading(row.read(), false)));
  }
}
