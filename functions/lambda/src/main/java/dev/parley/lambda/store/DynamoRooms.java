package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Open sockets and their rooms on DynamoDB. The row of a socket in its person's room names every
 * conversation it watches, so that closing it finds them all without an index.
 */
public final class DynamoRooms implements Rooms {
  private static final String ROOMS = "rooms";
  private static final String HAS_SPACE =
      "attribute_exists(room) AND (attribute_not_exists(rooms)"
          + " OR contains(rooms, :conversation) OR size(rooms) < :atMost)";

  private static final String MAY_TYPE =
      "attribute_exists(room) AND (attribute_not_exists(typedAt) OR typedAt <= :before)";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoRooms(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void register(Session session, Instant expiresAt) {
    Attributes row =
        key(userRoom(session), session.connection())
            .number("v", 1)
            .number("epoch", session.epoch())
            .number("expiresAt", expiresAt.getEpochSecond());
    put(row);
  }

  @Override
  public void forget(Session session) {
    Map<String, AttributeValue> key = key(userRoom(session), session.connection()).map();
    Map<String, AttributeValue> row =
        Calls.read(
            () ->
                dynamo
                    .deleteItem(
                        delete ->
                            delete.tableName(table).key(key).returnValues(ReturnValue.ALL_OLD))
                    .attributes());
    watched(row)
        .forEach(
            conversation ->
                evict(new ConversationId(session.workspace(), conversation), session.connection()));
  }

  /**
   * The socket's own row is written first, so that a close in between finds the room; and it is
   * read again last, so that a close or a leave that came too early to find the room's row undoes
   * it.
   */
  @Override
  public Joining join(
      Session session, ConversationId conversation, Side side, int atMost, Instant expiresAt) {
    if (!note(session, conversation, atMost)) {
      return own(session).isEmpty() ? Joining.CLOSED : Joining.FULL;
    }
    watch(session, conversation, side, expiresAt);
    if (!watched(own(session)).contains(conversation.value())) {
      evict(conversation, session.connection());
      return Joining.CLOSED;
    }
    return Joining.JOINED;
  }

  /** An update, not a put: watching again must not forget when the person was typing. */
  private void watch(Session session, ConversationId conversation, Side side, Instant expiresAt) {
    Calls.write(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(Keys.conversationRoom(conversation), session.connection()).map())
                        .updateExpression(
                            "SET v = :v, person = :person, side = :side, expiresAt = :expiresAt")
                        .expressionAttributeValues(
                            Attributes.none()
                                .number(":v", 1)
                                .text(":person", session.person())
                                .text(":side", side.name().toLowerCase(Locale.ROOT))
                                .number(":expiresAt", expiresAt.getEpochSecond())
                                .map())));
  }

  private boolean note(Session session, ConversationId conversation, int atMost) {
    return Calls.writeIf(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(userRoom(session), session.connection()).map())
                        .updateExpression("ADD rooms :conversations")
                        .conditionExpression(HAS_SPACE)
                        .expressionAttributeValues(
                            Map.of(
                                ":conversations",
                                AttributeValue.fromSs(List.of(conversation.value())),
                                ":conversation",
                                AttributeValue.fromS(conversation.value()),
                                ":atMost",
                                AttributeValue.fromN(Integer.toString(atMost))))));
  }

  @Override
  public void leave(Session session, ConversationId conversation) {
    Calls.writeIf(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(userRoom(session), session.connection()).map())
                        .updateExpression("DELETE rooms :conversations")
                        .conditionExpression("attribute_exists(room)")
                        .expressionAttributeValues(
                            Map.of(
                                ":conversations",
                                AttributeValue.fromSs(List.of(conversation.value()))))));
    evict(conversation, session.connection());
  }

  @Override
  public Optional<Side> sideOf(Session session, ConversationId conversation) {
    return Calls.get(dynamo, table, key(Keys.conversationRoom(conversation), session.connection()))
        .map(DynamoRooms::side);
  }

  @Override
  public List<Watcher> watchers(ConversationId conversation) {
    return Calls.read(
        () ->
            dynamo
                .queryPaginator(
                    query ->
                        query
                            .tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("room = :room")
                            .expressionAttributeValues(
                                Attributes.none()
                                    .text(":room", Keys.conversationRoom(conversation))
                                    .map()))
                .items()
                .stream()
                .map(Attributes::of)
                .map(row -> new Watcher(row.text("connection"), row.text("person"), side(row)))
                .toList());
  }

  @Override
  public Noting noteTyping(
      Session session, ConversationId conversation, Instant now, Duration pause) {
    boolean noted =
        Calls.writeIf(
            () ->
                dynamo.updateItem(
                    update ->
                        update
                            .tableName(table)
                            .key(
                                key(Keys.conversationRoom(conversation), session.connection())
                                    .map())
                            .updateExpression("SET typedAt = :now")
                            .conditionExpression(MAY_TYPE)
                            .expressionAttributeValues(
                                Attributes.none()
                                    .number(":now", now.toEpochMilli())
                                    .number(":before", now.minus(pause).toEpochMilli())
                                    .map())));
    if (noted) {
      return Noting.NOTED;
    }
    return sideOf(session, conversation).isPresent() ? Noting.TOO_SOON : Noting.NOT_WATCHING;
  }

  @Override
  public void evict(ConversationId conversation, String connection) {
    Map<String, AttributeValue> key = key(Keys.conversationRoom(conversation), connection).map();
    Calls.write(() -> dynamo.deleteItem(delete -> delete.tableName(table).key(key)));
  }

  private void put(Attributes row) {
    Calls.write(() -> dynamo.putItem(put -> put.tableName(table).item(row.map())));
  }

  private Map<String, AttributeValue> own(Session session) {
    return Calls.get(dynamo, table, key(userRoom(session), session.connection()))
        .map(Attributes::map)
        .orElse(Map.of());
  }

  private static Side side(Attributes row) {
    return Side.valueOf(row.text("side").toUpperCase(Locale.ROOT));
  }

  private static List<String> watched(Map<String, AttributeValue> ownRow) {
    return ownRow.containsKey(ROOMS) ? ownRow.get(ROOMS).ss() : List.of();
  }

  private static String userRoom(Session session) {
    return Keys.userRoom(session.workspace(), session.person());
  }

  private static Attributes key(String room, String connection) {
    return Attributes.none().text("room", room).text("connection", connection);
  }
}
