package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.InboxOwner;
import dev.parley.core.conversation.InboxRow;
import dev.parley.core.conversation.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Conversations, inboxes and pointers on DynamoDB. */
public final class DynamoConversations implements ConversationStore {
  private static final String BETWEEN = "sk BETWEEN :from AND :to";

  private final DynamoDbClient dynamo;
  private final Tables tables;

  public DynamoConversations(DynamoDbClient dynamo, Tables tables) {
    this.dynamo = dynamo;
    this.tables = tables;
  }

  /** Names of the tables used here. */
  public record Tables(String conversations, String inbox, String directory) {}

  @Override
  public Optional<Tail> tail(ConversationId id, long from, int atMost) {
    Attributes values = Attributes.none().text(":from", Keys.entry(from));
    QueryRequest request = log(id, "sk >= :from", values).scanIndexForward(false).build();
    List<Map<String, AttributeValue>> newestFirst = query(request, atMost + 1);
    if (newestFirst.isEmpty()) {
      return Optional.empty();
    }
    Conversation conversation = ConversationItem.read(Attributes.of(newestFirst.getFirst()), id);
    List<Entry> entries =
        newestFirst.stream().skip(1).map(Attributes::of).map(EntryItem::read).toList().reversed();
    return Optional.of(new Tail(conversation, entries));
  }

  @Override
  public List<Entry> page(ConversationId id, long after, int atMost) {
    QueryRequest request = log(id, BETWEEN, between(after)).build();
    return query(request, atMost).stream().map(Attributes::of).map(EntryItem::read).toList();
  }

  @Override
  public Optional<Entry> find(
      ConversationId id, String author, ClientMessageId message, long after) {
    Attributes values = between(after).text(":author", author).text(":message", message.text());
    QueryRequest request =
        log(id, BETWEEN, values)
            .filterExpression("#by = :author AND id = :message")
            .expressionAttributeNames(Map.of("#by", "by"))
            .build();
    return query(request, 1).stream().findFirst().map(Attributes::of).map(EntryItem::read);
  }

  @Override
  public boolean commit(Commit commit) {
    List<TransactWriteItem> items = commit.writes().stream().map(this::write).toList();
    Put only = items.size() == 1 ? items.getFirst().put() : null;
    return only == null
        ? Calls.writeIf(() -> dynamo.transactWriteItems(request -> request.transactItems(items)))
        : Calls.writeIf(
            () ->
                dynamo.putItem(
                    request ->
                        request
                            .tableName(only.tableName())
                            .item(only.item())
                            .conditionExpression(only.conditionExpression())));
  }

  @Override
  public Optional<ConversationId> pointer(String workspace, String channel, String client) {
    Attributes key =
        Attributes.none().text("workspace", workspace).text("sk", Keys.pointer(channel, client));
    return Calls.get(dynamo, tables.directory(), key)
        .map(pointer -> new ConversationId(workspace, pointer.text("conversation")));
  }

  @Override
  public List<InboxRow> inbox(InboxOwner owner, int atMost) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.inbox())
            .consistentRead(true)
            .keyConditionExpression("#owner = :owner")
            .expressionAttributeNames(Map.of("#owner", "owner"))
            .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(Keys.inbox(owner))))
            .build();
    return query(request, atMost).stream()
        .map(Attributes::of)
        .map(row -> InboxItem.read(row, owner))
        .toList();
  }

  private TransactWriteItem write(Commit.Write write) {
    return switch (write) {
      case Commit.Start start ->
          put(
              tables.conversations(),
              "c",
              ConversationItem.write(
                  row(start.conversation().id(), Keys.META), start.conversation()));
      case Commit.Append append ->
          put(
              tables.conversations(),
              "c",
              EntryItem.write(
                  row(append.conversation(), Keys.entry(append.entry().seq())), append.entry()));
      case Commit.Point point ->
          put(
              tables.directory(),
              "workspace",
              Attributes.none()
                  .text("workspace", point.conversation().workspace())
                  .text("sk", Keys.pointer(point.channel(), point.client()))
                  .number("v", 1)
                  .text("conversation", point.conversation().value()));
      case Commit.Enlist enlist ->
          put(
              tables.inbox(),
              "conversation",
              ConversationItem.write(
                  InboxItem.key(enlist.owner(), enlist.conversation()), enlist.conversation()));
      case Commit.Mark mark ->
          TransactWriteItem.builder()
              .update(InboxItem.mark(mark).tableName(tables.inbox()).build())
              .build();
    };
  }

  private static TransactWriteItem put(String table, String key, Attributes item) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(item.map())
            .conditionExpression("attribute_not_exists(" + key + ")")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private static Attributes row(ConversationId id, String sort) {
    return Attributes.none().text("c", Keys.conversation(id)).text("sk", sort);
  }

  private static Attributes between(long after) {
    return Attributes.none().text(":from", Keys.entry(after + 1)).text(":to", Keys.lastEntry());
  }

  private QueryRequest.Builder log(ConversationId id, String range, Attributes values) {
    return QueryRequest.builder()
        .tableName(tables.conversations())
        .consistentRead(true)
        .keyConditionExpression("c = :c AND " + range)
        .expressionAttributeValues(values.text(":c", Keys.conversation(id)).map());
  }

  /** Reads page after page until there is enough. */
  private List<Map<String, AttributeValue>> query(QueryRequest request, int atMost) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryRequest.Builder page = request.toBuilder();
      if (request.filterExpression() == null) {
        page.limit(atMost - items.size());
      }
      if (!from.isEmpty()) {
        page.exclusiveStartKey(from);
      }
      QueryResponse answer = Calls.read(() -> dynamo.query(page.build()));
      items.addAll(answer.items());
      from = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
    } while (items.size() < atMost && !from.isEmpty());
    return items;
  }
}
