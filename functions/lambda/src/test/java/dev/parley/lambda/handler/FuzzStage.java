package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.FileStoreContract;
import dev.parley.lambda.bucket.Posting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A workspace with people, sockets and conversations, in which recorded events make sense. */
final class FuzzStage {
  /** Those who call and send. Pavel does not, so staff may not write to him. */
  static final List<String> CAST =
      List.of("vera-orlova", "lev-sokolov", "olga", "igor", "irina-sudova", "maria-schetova");

  private static final String RECORDED = "legal-portal";
  private static final String CLIENT = "vera-orlova";
  private static final String SPECIALIST = "lev-sokolov";
  private static final String ANOTHER = "pavel-zimin";

  /** What recorded events say of files, and of a time that was yet to come. */
  private static final String FILE = "Zk3vT0cNq1lXw8yPzR5uBA";

  private static final String SEQ_OF_THE_FILE = "\"seq\": \"6\"";
  private static final String UPLOADED = "5.m4Kz9wQd\\\",\\\"after\\\":5";
  private static final String UNTIL = "2026-12-01T09:00:00Z";
  private static final byte[] CONTENT = "%PDF-1.7 Договор".getBytes(StandardCharsets.UTF_8);

  /** As the gateway tells a function who calls, in front of anything that a caller decides on. */
  private static final Pattern CALLER =
      Pattern.compile(
          "(\"(?:sub|username)\": |\"workspace\": \"[^\"]+\",\\s+\"person\": )\"([^\"]*)\"");

  private final Handlers handlers;
  private final Handlers yesterday;
  private final String workspace;
  private final Instant soon;
  private final FuzzOrders orders;
  private final List<String> conversations = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  /**
   * @param yesterday handlers that do what they do longer ago than texts can be edited
   */
  FuzzStage(Handlers handlers, Handlers yesterday, long number, Instant soon) throws IOException {
    this.handlers = handlers;
    this.yesterday = yesterday;
    this.workspace = "fuzz-" + number;
    this.soon = soon;
    provision();
    CAST.forEach(this::connect);
    open(CLIENT, "specialist", SPECIALIST);
    open(CLIENT, "channel", "moscow");
    open(ANOTHER, "specialist", SPECIALIST);
    frame(yesterday, "send", CLIENT, 1);
    frame(handlers, "watch", "olga", 1);
    frame(handlers, "watch", "igor", 1);
    frame(handlers, "send", "olga", 1);
    frame(handlers, "send", CLIENT, 0);
    prepareFiles();
    orders = new FuzzOrders(handlers, this::here, workspace, Math.floorMod(number / 1_000, 2) == 0);
  }

  /** Texts that mean something here. */
  List<String> known() {
    List<String> known = new ArrayList<>(CAST);
    known.addAll(conversations);
    known.addAll(files);
    known.addAll(orders.known());
    known.addAll(
        List.of(ANOTHER, "moscow", "kazan", "A".repeat(22), "0.abcdef", "1.abcdef", "999.abcdef"));
    known.addAll(List.of("0", "1", "2", "9", "100", "500", "501", "9999999999", "id", "access"));
    known.addAll(List.of("send", "watch", "ping", "specialist", "client", "confirm", workspace));
    return known;
  }

  /** Consultations by the commands that may be given to them. */
  FuzzOrders orders() {
    return orders;
  }

  List<String> conversations() {
    return conversations;
  }

  /** Files that were announced: sent, uploaded, uploaded but of another type, not uploaded. */
  List<String> files() {
    return files;
  }

  /** A conversation that a person takes part in. */
  String theirs(String person) {
    return conversations.get(List.of(CLIENT, SPECIALIST).contains(person) ? 0 : 1);
  }

  /** Who called when an event was recorded. */
  static Optional<String> caller(String event) {
    Matcher caller = CALLER.matcher(event);
    return caller.find() ? Optional.of(caller.group(2)) : Optional.empty();
  }

  /** The recorded event as if it had happened here. */
  String here(String event) {
    return event
        .replace(RECORDED, workspace)
        .replace(SEQ_OF_THE_FILE, "\"seq\": \"3\"")
        .replace(UPLOADED, UPLOADED.replace('5', '2'))
        .replace(UNTIL, soon.toString());
  }

  /** The same, about another person than the one it is about. */
  String aboutAnother(String event) {
    return here(event.replace("\"person\": \"" + CLIENT, "\"person\": \"" + ANOTHER));
  }

  /** An event that happened here, as if this person had sent it, about this conversation. */
  String by(String person, String event, String conversation, String file) {
    return CALLER
        .matcher(event)
        .replaceAll("$1\"" + person + "\"")
        .replace(ConversationId.between(RECORDED, CLIENT, SPECIALIST).value(), conversation)
        .replace(FILE, file)
        .replace("JKJZNcaRvHcCEvg=", person + "=");
  }

  private String by(String person, String event, int conversation) {
    String id = conversations.isEmpty() ? "" : conversations.get(conversation);
    return by(person, here(handlers.recorded().get(event)), id, FILE);
  }

  private void provision() throws IOException {
    String members =
        "{'id':'vera-orlova','name':'V','roles':['client']},"
            + "{'id':'pavel-zimin','name':'P','roles':['client']},"
            + "{'id':'lev-sokolov','name':'L','roles':['specialist'],'specialistKind':'lawyer'},"
            + "{'id':'irina-sudova','name':'A','roles':['administrator','arbiter']},"
            + "{'id':'maria-schetova','name':'M','roles':['accountant']},"
            + "{'id':'olga','name':'O','roles':['operator'],'channels':['moscow']},"
            + "{'id':'igor','name':'I','roles':['operator'],'channels':['moscow']}";
    String preset =
        "{'id':'%s','name':'W','startPolicy':'CLIENT_ONLY','origins':['https://legal.example'],"
            + "'payments':{'leastTopUp':1000,'mostTopUp':1000000},"
            + "'files':{'types':['application/pdf'],'mostBytes':1000,'perDay':5},'consultations':{'currency':'RUB','priceCap':1000000},"
            + "'channels':[{'id':'moscow','name':'M'},{'id':'kazan','name':'K'}],'members':[%s]}";
    String json = preset.formatted(workspace, members).replace('\'', '"');
    handlers
        .provision()
        .handleRequest(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new LoggedInvocation());
  }

  private void connect(String person) {
    handlers
        .connect()
        .handleRequest(
            Handlers.read(by(person, "connect", 0), APIGatewayV2WebSocketEvent.class),
            new LoggedInvocation());
  }

  private void frame(Handlers by, String action, String person, int conversation) {
    String event = by(person, "message-" + action, conversation);
    by.message()
        .handleRequest(
            Handlers.read(event, APIGatewayV2WebSocketEvent.class), new LoggedInvocation());
  }

  private void open(String client, String kind, String counterpart) {
    String opened =
        call(
            yesterday,
            by(client, "conversations-open", 0),
            "{\"%s\":\"%s\"}".formatted(kind, counterpart));
    conversations.add(tree(opened).path("id").asText());
  }

  private void prepareFiles() {
    String prepare = by(CLIENT, "files-prepare", 0);
    byte[] other = CONTENT.clone();
    other[0] = 'X';
    prepare(prepare, Optional.of(CONTENT), CONTENT);
    String send =
        by(CLIENT, here(handlers.recorded().get("files-send")), conversations.get(0), files.get(0));
    call(handlers, send, "{\"clientMessageId\":\"2.picture\",\"after\":2}");
    prepare(prepare, Optional.of(CONTENT), CONTENT);
    prepare(prepare, Optional.of(other), other);
    prepare(prepare, Optional.empty(), CONTENT);
  }

  /** Announces a file, and uploads it if there is something to upload. */
  private void prepare(String event, Optional<byte[]> upload, byte[] announced) {
    String body =
        "{\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"bytes\":%d,\"sha256\":\"%s\"}"
            .formatted(announced.length, FileStoreContract.sha256(announced));
    JsonNode form = tree(call(handlers, event, body));
    upload.ifPresent(content -> Posting.post(form, content));
    files.add(form.path("fileId").asText());
  }

  private static String call(Handlers by, String event, String body) {
    APIGatewayV2HTTPEvent call = Handlers.read(event, APIGatewayV2HTTPEvent.class);
    call.setBody(body);
    return by.rest(call.getRouteKey()).handleRequest(call, new LoggedInvocation()).getBody();
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + json, e);
    }
  }
}
