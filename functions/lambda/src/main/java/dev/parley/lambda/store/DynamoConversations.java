package dev.parley.lambda.store;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Tail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Conversations, their logs and the pointers to them on DynamoDB. */
public final class DynamoConversations implements ConversationStore {
  private static final String BETWEEN = "sk BETWEEN :from AND :to";

  private final DynamoDbClient dynamo;
  private final Tables tables;
  private final Known known = new Known();

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
    List<Attributes> newestFirst = Calls.query(dynamo, request, atMost + 1);
    if (newestFirst.isEmpty()) {
      return Optional.empty();
    }
    Conversation conversation = ConversationItem.read(newestFirst.getFirst(), id);
    List<Entry> entries = newestFirst.stream().skip(1).map(EntryItem::read).toList().reversed();
    return Optional.of(new Tail(conversation, entries));
  }

  /** Looked up once in a process, while it is not among those that were forgotten. */
  @Override
  public Optional<Conversation> conversation(ConversationId id) {
    Optional<Conversation> kept = known.get(id);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<Conversation> read =
        Calls.get(dynamo, tables.conversations(), EntryItem.key(id, Keys.META))
            .map(item -> ConversationItem.read(item, id));
    read.ifPresent(known::add);
    return read;
  }

  @Override
  public List<Entry> page(ConversationId id, long after, int atMost) {
    QueryRequest request = log(id, BETWEEN, between(after)).build();
    return Calls.query(dynamo, request, atMost).stream().map(EntryItem::read).toList();
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
    return Calls.query(dynamo, request, 1).stream().findFirst().map(EntryItem::read);
  }

  @Override
  public boolean commit(Commit commit) {
    List<TransactWriteItem> items = commit.writes().stream().map(this::write).toList();
    Put only = items.size() == 1 ? items.getFirst().put() : null;
    return only == null
        ? Calls.commit(() -> dynamo.transactWriteItems(request -> request.transactItems(items)))
        : Calls.commit(
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

  private TransactWriteItem write(Commit.Write write) {
    return switch (write) {
      case Commit.Start start -> ConversationItem.put(tables.conversations(), start);
      case Commit.Append append -> EntryItem.put(tables.conversations(), append);
      case Commit.Point point ->
          NewItem.put(
              tables.directory(),
              "workspace",
              Attributes.none()
                  .text("workspace", point.conversation().workspace())
                  .text("sk", Keys.pointer(point.channel(), point.client()))
                  .number("v", 1)
                  .text("conversation", point.conversation().value()));
      case Commit.Enlist enlist ->
          NewItem.put(
              tables.inbox(),
              "conversation",
              InboxItem.projected(
                  InboxItem.key(enlist.owner(), enlist.row().conversation().id()),
                  enlist.owner(),
                  enlist.row()));
      case Commit.Amend amend -> update(amend(amend));
      case Commit.Erase erase -> update(erase(erase));
    };
  }

  private TransactWriteItem update(Update.Builder update) {
    return TransactWriteItem.builder()
        .update(update.tableName(tables.conversations()).build())
        .build();
  }

  private static Update.Builder amend(Commit.Amend amend) {
    return Update.builder()
        .key(EntryItem.key(amend.conversation(), Keys.entry(amend.seq())).map())
        .updateExpression("SET eb = :by, et = :text")
        .conditionExpression("attribute_exists(t) AND attribute_not_exists(k)")
        .expressionAttributeValues(
            Attributes.none()
                .number(":by", amend.edit().by())
                .text(":text", amend.edit().text())
                .map());
  }

  private static Update.Builder erase(Commit.Erase erase) {
    Attributes erased = EntryItem.write(Attributes.none(), erase.entry());
    return Update.builder()
        .key(EntryItem.key(erase.conversation(), Keys.entry(erase.entry().seq())).map())
        .updateExpression("SET k = :kind, ch = :content REMOVE " + ContentItem.ERASED)
        .conditionExpression("h = :hash")
        .expressionAttributeNames(Map.of("#of", "of"))
        .expressionAttributeValues(
            Attributes.none()
                .text(":kind", erase.entry().content().kind())
                .bytes(":content", erased.bytes("ch"))
                .bytes(":hash", erased.bytes("h"))
                .map());
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
}
