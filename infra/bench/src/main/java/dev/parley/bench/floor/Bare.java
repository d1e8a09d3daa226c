package dev.parley.bench.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Answers the frames {@code watch}, {@code send} and {@code ping} by the calls that Parley's
 * function makes and nothing else: no JSON is parsed, nothing is checked, hashed or logged. Its
 * items have the attributes of Parley's.
 */
public final class Bare
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  /** Who are told by the projection. */
  static final String BYSTANDERS = "bystanders";

  private static final int TAIL = 501;
  private static final AttributeValue HASH = AttributeValue.fromB(random(32));
  private static final AttributeValue SALT = AttributeValue.fromB(random(12));

  private final Calls calls;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String log;
  private final String rooms;
  private final InstantSource clock;

  /** As the local cloud constructs it. */
  public Bare(Map<String, String> environment, InstantSource clock) {
    this.calls = Calls.of(environment);
    this.log = environment.get("CONVERSATIONS_TABLE");
    this.rooms = environment.get("CONNECTIONS_TABLE");
    this.clock = clock;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    String frame = event.getBody();
    String connection = event.getRequestContext().getConnectionId();
    switch (text(frame, "action")) {
      case "watch" -> watch(frame, connection);
      case "ping" -> standBy(connection);
      default -> send(frame, connection);
    }
    APIGatewayV2WebSocketResponse answer = new APIGatewayV2WebSocketResponse();
    answer.setStatusCode(200);
    return answer;
  }

  private void watch(String frame, String connection) {
    String conversation = text(frame, "conversationId");
    open(conversation);
    put(rooms, row("w#room#" + conversation, connection));
    put(rooms, row("w#user#" + conversation, connection));
    calls.post(connection, SdkBytes.fromUtf8String("{\"type\":\"entries\",\"complete\":true}"));
  }

  /** From now on the projection tells this socket of everything. */
  private void standBy(String connection) {
    put(rooms, row("w#user#" + BYSTANDERS, connection));
    calls.post(connection, SdkBytes.fromUtf8String("{\"type\":\"pong\"}"));
  }

  private Map<String, AttributeValue> row(String room, String connection) {
    return Map.of(
        "room", value(room),
        "connection", value(connection),
        "v", number(1),
        "person", value("vera-orlova"),
        "side", value("client"),
        "expiresAt", number(clock.instant().plusSeconds(7_800).getEpochSecond()));
  }

  /** Writes a conversation with its first entry. */
  public void open(String conversation) {
    put(log, Map.of("c", value("w#" + conversation), "sk", value("~meta")));
    put(log, entry(conversation, 1, "opened", "nobody", "0.opened"));
  }

  private void send(String frame, String connection) {
    String conversation = text(frame, "conversationId");
    String id = text(frame, "clientMessageId");
    String text = text(frame, "text");
    long seq = append(conversation, after(frame), id, text);
    String ack =
        "{\"type\":\"ack\",\"requestId\":\"%s\",\"conversationId\":\"%s\",\"seq\":%d}"
            .formatted(text(frame, "requestId"), conversation, seq);
    String entry =
        ("{\"type\":\"entry\",\"conversationId\":\"%s\",\"entry\":{\"seq\":%d,\"kind\":\"text\","
                + "\"author\":\"vera-orlova\",\"clientMessageId\":\"%s\",\"text\":\"%s\"}}")
            .formatted(conversation, seq, id, text);
    CompletableFuture<?>[] posts =
        room(conversation).items().stream()
            .map(row -> row.get("connection").s())
            .map(to -> post(to, to.equals(connection) ? ack : entry))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(posts).join();
  }

  /** The tail query and the conditional put; gives the number of the entry. */
  public long append(String conversation, long after, String id, String text) {
    QueryResponse tail = tail(conversation, after, TAIL);
    long seq = Long.parseLong(tail.items().get(1).get("sk").s().substring(2)) + 1;
    calls.put(
        PutItemRequest.builder()
            .tableName(log)
            .item(entry(conversation, seq, text, "vera-orlova", id))
            .conditionExpression("attribute_not_exists(c)")
            .build());
    return seq;
  }

  QueryResponse tail(String conversation, long from, int limit) {
    return calls.query(
        QueryRequest.builder()
            .tableName(log)
            .consistentRead(true)
            .keyConditionExpression("c = :c AND sk >= :from")
            .expressionAttributeValues(
                Map.of(":c", value("w#" + conversation), ":from", value(key(from))))
            .scanIndexForward(false)
            .limit(limit)
            .build());
  }

  /** The query of the room. */
  public QueryResponse room(String conversation) {
    return in("w#room#" + conversation);
  }

  /** The query of a person's sockets: here those of a conversation, or of the bystanders. */
  QueryResponse sockets(String whose) {
    return in("w#user#" + whose);
  }

  private QueryResponse in(String room) {
    return calls.query(
        QueryRequest.builder()
            .tableName(rooms)
            .consistentRead(true)
            .keyConditionExpression("room = :room")
            .expressionAttributeValues(Map.of(":room", value(room)))
            .build());
  }

  private Map<String, AttributeValue> entry(
      String conversation, long seq, String text, String author, String id) {
    return Map.ofEntries(
        Map.entry("c", value("w#" + conversation)),
        Map.entry("sk", value(key(seq))),
        Map.entry("v", number(1)),
        Map.entry("at", number(clock.millis())),
        Map.entry("by", value(author)),
        Map.entry("s", value("c")),
        Map.entry("id", value(id)),
        Map.entry("t", value(text)),
        Map.entry("sl", SALT),
        Map.entry("h", HASH),
        Map.entry("nc", number(seq)),
        Map.entry("ns", number(0)));
  }

  private CompletableFuture<Void> post(String to, String frame) {
    return CompletableFuture.runAsync(
        () -> calls.post(to, SdkBytes.fromUtf8String(frame)), threads);
  }

  private void put(String table, Map<String, AttributeValue> item) {
    calls.put(PutItemRequest.builder().tableName(table).item(item).build());
  }

  private static String key(long seq) {
    String digits = Long.toString(seq);
    return "e#" + "0".repeat(10 - digits.length()) + digits;
  }

  /** A field's text, as it stands between its quotes. */
  private static String text(String frame, String field) {
    int from = frame.indexOf('"', frame.indexOf(':', frame.indexOf('"' + field + '"'))) + 1;
    return frame.substring(from, frame.indexOf('"', from));
  }

  private static long after(String frame) {
    int from = frame.indexOf(':', frame.indexOf("\"after\"")) + 1;
    int comma = frame.indexOf(',', from);
    int to = comma < 0 ? frame.indexOf('}', from) : comma;
    return Long.parseLong(frame.substring(from, to).strip());
  }

  private static AttributeValue value(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static SdkBytes random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return SdkBytes.fromByteArray(bytes);
  }
}
