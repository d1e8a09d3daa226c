package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertSees;
import static dev.parley.acceptance.Views.codeOf;
import static dev.parley.acceptance.Views.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many write in the same moment, and everybody sees the one same log. */
class EverybodyAtOnce {
  private static final int MANY = 64;
  private static final int SOCKETS = 8;

  @RegisterExtension final Parley parley = new Parley();

  @Test
  void sixtyFourOperatorsWriteAtOnceAndAllSeeOneLog() throws Exception {
    String workspace = parley.workspace(salonOf(MANY));
    ParleyClient client = parley.device(workspace, "client");
    String conversation = client.openWithChannel("salon").path("id").asText();
    List<ParleyClient> operators =
        IntStream.range(0, MANY).mapToObj(at -> parley.device(workspace, "o" + at)).toList();
    List<ChatSocket> sockets =
        AtOnce.all(operators.stream().map(EverybodyAtOnce::connect).toList());
    try (ChatSocket outside = client.connect()) {
      outside.watch(conversation);
      AtOnce.all(sockets.stream().map(socket -> watch(socket, conversation)).toList());
      List<Callable<JsonNode>> sends = new ArrayList<>();
      for (int at = 0; at < MANY; at++) {
        Message message = operators.get(at).log(conversation).write("from o" + at);
        ChatSocket socket = sockets.get(at);
        sends.add(() -> delivered(() -> socket.confirm(message)));
      }
      List<JsonNode> acks = AtOnce.all(sends);
      assertThat(acks).extracting(ack -> ack.path("seq").asInt()).doesNotHaveDuplicates();
      client.log(conversation).await(MANY + 1, ChatSocket.PATIENCE);
      operators.forEach(each -> each.log(conversation).await(MANY + 1, ChatSocket.PATIENCE));
    } finally {
      sockets.forEach(ChatSocket::close);
    }
    List<JsonNode> log = client.entries(conversation, 500);
    assertThat(log)
        .extracting(entry -> entry.path("seq").asInt())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, MANY + 1).boxed().toList());
    assertThat(log.subList(1, log.size()))
        .extracting(entry -> entry.path("text").asText())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MANY).mapToObj(at -> "from o" + at).toList());
    assertSees(client, conversation, log);
    operators.forEach(each -> assertSees(each, conversation, log));
  }

  @Test
  void oneMessageSentSixtyFourTimesThroughEightSocketsStandsOnce() throws Exception {
    Pair pair = new Pair(parley);
    List<ChatSocket> sockets =
        IntStream.range(0, SOCKETS).mapToObj(any -> pair.vera.connect()).toList();
    Message message = pair.vera.log(pair.conversation).write("once");
    List<Callable<JsonNode>> attempts = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      ChatSocket socket = sockets.get(at % SOCKETS);
      attempts.add(() -> delivered(() -> socket.send(message)));
    }
    List<JsonNode> acks = AtOnce.all(attempts);
    assertThat(acks).hasSize(MANY);
    assertThat(acks)
        .extracting(EverybodyAtOnce::withoutRequest)
        .containsOnly(withoutRequest(acks.getFirst()));
    assertThat(texts(pair.vera.entries(pair.conversation, 100))).containsExactly("", "once");

    Message other = new Message(pair.conversation, message.clientMessageId(), "another");
    List<Callable<String>> others = new ArrayList<>();
    sockets.forEach(socket -> others.add(() -> codeOf(() -> socket.send(other))));
    assertThat(AtOnce.all(others)).containsOnly("idempotency_mismatch");
    assertThat(texts(pair.vera.entries(pair.conversation, 100))).containsExactly("", "once");
    sockets.forEach(ChatSocket::close);
  }

  @Test
  void aSocketWatchesFiftyConversationsAndNotOneMore() {
    String workspace = parley.workspace(portalOf(51));
    ParleyClient client = parley.device(workspace, "client");
    List<String> conversations =
        IntStream.range(0, 51)
            .mapToObj(at -> client.openWithSpecialist("s" + at).path("id").asText())
            .toList();
    try (ChatSocket socket = client.connect()) {
      conversations.subList(0, 50).forEach(socket::watch);
      String last = conversations.getLast();
      assertThat(codeOf(() -> socket.watch(last))).isEqualTo("too_many_rooms");
      socket.watch(conversations.getFirst());
      socket.unwatch(conversations.getFirst());
      socket.watch(last);
      assertThat(codeOf(() -> socket.watch(conversations.getFirst()))).isEqualTo("too_many_rooms");
    }
  }

  @Test
  void aListOfChangesThatIsTooLongGoesOnWhereItWasCut() {
    String workspace = parley.workspace(portalOf(201));
    ParleyClient client = parley.device(workspace, "client");
    String since = client.conversations().path("cursor").asText();
    List<String> opened =
        IntStream.range(0, 201)
            .mapToObj(at -> client.openWithSpecialist("s" + at).path("id").asText())
            .toList();
    try (ChatSocket socket = client.connect()) {
      JsonNode first = socket.sync(Optional.of(since));
      assertThat(first.path("complete").asBoolean()).isFalse();
      Set<String> listed = new HashSet<>(ids(first));
      JsonNode next = socket.sync(Optional.of(first.path("cursor").asText()));
      assertThat(next.path("complete").asBoolean()).isTrue();
      listed.addAll(ids(next));
      assertThat(listed).containsExactlyInAnyOrderElementsOf(opened);
    }
    JsonNode page = client.conversations();
    assertThat(page.path("conversations")).hasSize(200);
    String rest = "/conversations?after=" + page.path("next").asText();
    JsonNode last = client.call("GET", rest, Optional.empty()).success();
    assertThat(last.at("/conversations/0/id").asText()).isEqualTo(opened.getFirst());
    assertThat(last.path("complete").asBoolean()).isTrue();
  }

  private static List<String> ids(JsonNode inbox) {
    return inbox
        .path("conversations")
        .valueStream()
        .map(line -> line.path("conversationId").asText())
        .toList();
  }

  /** Sends as a client does: what was refused because too many write is sent again. */
  private static JsonNode delivered(Supplier<JsonNode> sending) {
    for (int attempt = 1; ; attempt++) {
      try {
        return sending.get();
      } catch (Refused e) {
        if (attempt == 20 || !e.code().equals("busy")) {
          throw e;
        }
      }
    }
  }

  private static Callable<ChatSocket> connect(ParleyClient device) {
    return device::connect;
  }

  private static Callable<Boolean> watch(ChatSocket socket, String conversation) {
    return () -> {
      socket.watch(conversation);
      return true;
    };
  }

  private static JsonNode withoutRequest(JsonNode ack) {
    return ((ObjectNode) ack.deepCopy()).without("requestId");
  }

  private static Preset salonOf(int operators) {
    ObjectNode json = workspace("salon");
    json.putArray("channels").addObject().put("id", "salon").put("name", "Salon");
    ArrayNode members = json.putArray("members");
    member(members, "client", "client");
    IntStream.range(0, operators)
        .forEach(at -> member(members, "o" + at, "operator").putArray("channels").add("salon"));
    return new Preset(json);
  }

  private static Preset portalOf(int specialists) {
    ObjectNode json = workspace("portal");
    json.putArray("channels");
    ArrayNode members = json.putArray("members");
    member(members, "client", "client");
    IntStream.range(0, specialists)
        .forEach(at -> member(members, "s" + at, "specialist").put("specialistKind", "lawyer"));
    return new Preset(json);
  }

  private static ObjectNode workspace(String id) {
    ObjectNode json = Json.object().put("id", id).put("name", "Crowd");
    json.put("startPolicy", "STAFF_ANY").putArray("origins").add("https://crowd.example");
    return json;
  }

  private static ObjectNode member(ArrayNode members, String id, String role) {
    ObjectNode member = members.addObject().put("id", id).put("name", id);
    member.putArray("roles").add(role);
    return member;
  }
}
