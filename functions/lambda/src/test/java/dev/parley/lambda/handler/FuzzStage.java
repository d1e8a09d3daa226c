package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.parley.core.conversation.ConversationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A workspace with people, sockets and conversations, in which recorded events make sense. */
final class FuzzStage {
  /** Those who call and send. Pavel does not, so staff may not write to him. */
  static final List<String> CAST = List.of("vera-orlova", "lev-sokolov", "olga", "igor");

  private static final String RECORDED = "legal-portal";
  private static final String CLIENT = "vera-orlova";
  private static final String SPECIALIST = "lev-sokolov";

  private final Handlers handlers;
  private final String workspace;
  private final List<String> conversations = new ArrayList<>();

  FuzzStage(Handlers handlers, long number) throws IOException {
    this.handlers = handlers;
    this.workspace = "fuzz-" + number;
    provision();
    CAST.forEach(this::connect);
    open(CLIENT, "specialist", SPECIALIST);
    open(CLIENT, "channel", "moscow");
    open("pavel", "specialist", SPECIALIST);
    frame("watch", "olga");
    frame("watch", "igor");
    frame("send", CLIENT);
    frame("send", "olga");
  }

  /** Texts that mean something here. */
  List<String> known() {
    List<String> known = new ArrayList<>(CAST);
    known.addAll(conversations);
    known.addAll(
        List.of("pavel", "moscow", "kazan", "A".repeat(22), "0.abcdef", "1.abcdef", "999.abcdef"));
    known.addAll(List.of("0", "1", "2", "9", "100", "500", "501", "9999999999", "id", "access"));
    known.addAll(List.of("send", "watch", "ping", "specialist", "client", "confirm", workspace));
    return known;
  }

  List<String> conversations() {
    return conversations;
  }

  /** A conversation that a person takes part in. */
  String theirs(String person) {
    return conversations.get(List.of(CLIENT, SPECIALIST).contains(person) ? 0 : 1);
  }

  /** The recorded event as if it had happened here, to this person and conversation. */
  String here(String event, String person, String conversation) {
    return event
        .replace("\"" + CLIENT + "\"", "\"" + person + "\"")
        .replace(ConversationId.between(RECORDED, CLIENT, SPECIALIST).value(), conversation)
        .replace(RECORDED, workspace)
        .replace("JKJZNcaRvHcCEvg=", connection(person));
  }

  private static String connection(String person) {
    return person + "=";
  }

  private void provision() throws IOException {
    String members =
        "{'id':'vera-orlova','name':'V','roles':['client']},"
            + "{'id':'pavel','name':'P','roles':['client']},"
            + "{'id':'lev-sokolov','name':'L','roles':['specialist'],'specialistKind':'lawyer'},"
            + "{'id':'olga','name':'O','roles':['operator'],'channels':['moscow']},"
            + "{'id':'igor','name':'I','roles':['operator'],'channels':['moscow']}";
    String preset =
        "{'id':'%s','name':'W','startPolicy':'CLIENT_ONLY','origins':['https://legal.example'],"
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
    String event = here(handlers.recorded().get("connect"), person, "");
    handlers
        .connect()
        .handleRequest(
            Handlers.read(event, APIGatewayV2WebSocketEvent.class), new LoggedInvocation());
  }

  /** Something in the conversation with the channel, where operators send if they watch. */
  private void frame(String action, String person) {
    String recorded = handlers.recorded().get("message-" + action);
    String event = here(recorded, person, conversations.get(1));
    handlers
        .message()
        .handleRequest(
            Handlers.read(event, APIGatewayV2WebSocketEvent.class), new LoggedInvocation());
  }

  private void open(String client, String kind, String counterpart) {
    APIGatewayV2HTTPEvent event =
        Handlers.read(
            here(handlers.recorded().get("conversations-open"), client, ""),
            APIGatewayV2HTTPEvent.class);
    event.setBody("{\"%s\":\"%s\"}".formatted(kind, counterpart));
    String answer =
        handlers.rest(event.getRouteKey()).handleRequest(event, new LoggedInvocation()).getBody();
    conversations.add(answer.replaceAll("(?s)\\{\"id\":\"([^\"]+)\".*", "$1"));
  }
}
