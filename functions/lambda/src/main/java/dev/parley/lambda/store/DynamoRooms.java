package dev.parley.lambda.store;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Room;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Open sockets and their rooms on DynamoDB. The row of a socket in its person's room names every
 * conversation it watches, so that closing it finds them all without an index.
 */
public final class DynamoRooms implements Rooms {
  private static final String ROOMS = "rooms";

  /** Those of them that it is just joining or leaving, which it may or may not watch. */
  private static final String UNSETTLED = "unsettled";

  private static final String SHUT = "shut";
  private static final String HAS_SPACE =
      "attribute_exists(room) AND attribute_not_exists(shut) AND (attribute_not_exists(rooms)"
          + " OR contains(rooms, :room) OR size(rooms) < :atMost)";

  private static final String IS_NOTED = "contains(rooms, :room)";
  private static final String IS_NOTED_AND_OPEN = IS_NOTED + " AND attribute_not_exists(shut)";

  private static final String MAY_TYPE =
      "attribute_exists(room) AND (attribute_not_exists(typedAt) OR typedAt <= :before)";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoRooms(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void register(Session session, Instant at) {
    Attributes row =
        key(userRoom(session), session.connection())
            .number("v", 1)
            .number("epoch", session.epoch())
            .number("registeredAt", at.getEpochSecond())
            .number("expiresAt", at.plus(Limits.SOCKET_TRACE).getEpochSecond());
    put(row);
  }

  /** Shut first: nothing is joined behind the list of rooms that are left here. */
  @Override
  public void forget(Session session) {
    shut(session);
    evict(userRoom(session), session.connection());
  }

  /** The list of rooms stays, so that whoever does this again finds what is left of them. */
  @Override
  public void shut(Session session) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key(userRoom(session), session.connection()).map())
            .updateExpression("SET shut = :yes")
            .conditionExpression("attribute_exists(room)")
            .expressionAttributeValues(Attributes.none().flag(":yes", true).map())
            .returnValues(ReturnValue.ALL_NEW)
            .build();
    Calls.update(dynamo, request).map(Attributes::map).map(DynamoRooms::watched).stream()
        .flatMap(List::stream)
        .forEach(room -> evict(Keys.room(session.workspace(), room), session.connection()));
  }

  @Override
  public List<Socket> sockets(String workspace, String person) {
    return rows(Keys.userRoom(workspace, person)).stream()
        .map(
            row ->
                new Socket(
                    new Session(workspace, person, row.number("epoch"), row.text("connection")),
                    Instant.ofEpochSecond(row.optionalNumber("registeredAt").orElse(0L)),
                    row.flag(SHUT),
                    watches(row.map())))
        .toList();
  }

  /**
   * The socket's own row is written first, so that a close in between finds the room; and again
   * last, on the condition that there was no close or leave that came too early to find the room's
   * row: that undoes it. In between nobody takes the socket for one that watches.
   */
  @Override
  public Joining join(Session session, Room room, Side side, int atMost, Instant expiresAt) {
    if (!note(session, room, atMost)) {
      Map<String, AttributeValue> own = own(session);
      return own.isEmpty() || own.containsKey(SHUT) ? Joining.CLOSED : Joining.FULL;
    }
    watch(session, room, side, expiresAt);
    if (!note(session, room, "DELETE unsettled :rooms", IS_NOTED_AND_OPEN, about(room))) {
      evict(room, session.connection());
      return Joining.CLOSED;
    }
    return Joining.JOINED;
  }

  /** An update, not a put: watching again must not forget when the person was typing. */
  private void watch(Session session, Room room, Side side, Instant expiresAt) {
    Calls.write(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(Keys.room(room), session.connection()).map())
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

  private boolean note(Session session, Room room, int atMost) {
    Attributes values = about(room).number(":atMost", atMost);
    return note(session, room, "ADD rooms :rooms, unsettled :rooms", HAS_SPACE, values);
  }

  private static Attributes about(Room room) {
    return Attributes.none().text(":room", room.name());
  }

  /** Changes what the socket's own row says of a room. */
  private boolean note(
      Session session, Room room, String change, String condition, Attributes values) {
    Map<String, AttributeValue> all = new HashMap<>(values.map());
    all.put(":rooms", AttributeValue.fromSs(List.of(room.name())));
    return Calls.writeIf(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(userRoom(session), session.connection()).map())
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeValues(all)));
  }

  /**
   * The room is left before its name is: a socket that is shut in between still finds it. From the
   * beginning on nobody takes the socket for one that watches, or a hint would be lost.
   */
  @Override
  public void leave(Session session, Room room) {
    note(session, room, "ADD unsettled :rooms", IS_NOTED, about(room));
    evict(room, session.connection());
    note(session, room, "DELETE rooms :rooms, unsettled :rooms", IS_NOTED, about(room));
  }

  @Override
  public Optional<Side> sideOf(Session session, Room room) {
    return Calls.get(dynamo, table, key(Keys.room(room), session.connection()))
        .map(DynamoRooms::side);
  }

  @Override
  public List<Watcher> watchers(Room room) {
    return rows(Keys.room(room)).stream()
        .map(row -> new Watcher(row.text("connection"), row.text("person"), side(row)))
        .toList();
  }

  private List<Attributes> rows(String room) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("room = :room")
            .expressionAttributeValues(Attributes.none().text(":room", room).map())
            .build();
    return Calls.query(dynamo, request, Integer.MAX_VALUE);
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
                            .key(key(Keys.room(conversation), session.connection()).map())
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
  public boolean noteTyping(
      String person, ConversationId conversation, Instant now, Duration pause) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key(Keys.typing(conversation), person).map())
            .updateExpression("SET v = :v, typedAt = :now, expiresAt = :expiresAt")
            .conditionExpression("attribute_not_exists(typedAt) OR typedAt <= :before")
            .expressionAttributeValues(
                Attributes.none()
                    .number(":v", 1)
                    .number(":now", now.toEpochMilli())
                    .number(":before", now.minus(pause).toEpochMilli())
                    .number(":expiresAt", now.plus(Limits.SOCKET_TRACE).getEpochSecond())
                    .map())
            .build();
    return Calls.writeIf(() -> dynamo.updateItem(request));
  }

  @Override
  public void evict(Room room, String connection) {
    evict(Keys.room(room), connection);
  }

  private void evict(String room, String connection) {
    Map<String, AttributeValue> key = key(room, connection).map();
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
    return names(ownRow, ROOMS);
  }

  private static Set<String> watches(Map<String, AttributeValue> ownRow) {
    Set<String> settled = new HashSet<>(watched(ownRow));
    names(ownRow, UNSETTLED).forEach(settled::remove);
    return settled;
  }

  private static List<String> names(Map<String, AttributeValue> ownRow, String set) {
    return ownRow.containsKey(set) ? ownRow.get(set).ss() : List.of();
  }

  private static String userRoom(Session session) {
    return Keys.userRoom(session.workspace(), session.person());
  }

  private static Attributes key(String room, String connection) {
    return Attributes.none().text("room", room).text("connection", connection);
  }
}
