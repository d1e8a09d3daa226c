package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many write, watch and come back in the same moment, and everybody sees the one same log. */
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
    List<ChatSocket> sockets = AtOnce.all(operators.stream().map(EverybodyAtOnce::connect).toList());
    try (ChatSocket outside = client.connect()) {
      outside.watch(conversation);
      AtOnce.all(sockets.stream().map(socket -> watch(socket, conversation)).toList());
      List<Callable<JsonNode>> sends = new ArrayList<>();
      for (int at = 0; at < MANY; at++) {
        Message message = operators.get(at).log(conversation).write("from o" + at);
        ChatSocket socket = sockets.get(at);
        sends.add(() -> delivered(socket, message));
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
      attempts.add(() -> delivered(socket, message));
    }
    List<JsonNode> acks = AtOnce.all(attempts);
    assertThat(acks).hasSize(MANY);
    assertThat(acks).extracting(EverybodyAtOnce::withoutRequest).containsOnly(withoutRequest(acks.getFirst()));
    assertThat(texts(pair.vera.entries(pair.conversation, 100))).containsExactly("", "once");

    Message other = new Message(pair.conversation, message.clientMessageId(), "another");
    List<Callable<String>> others = new ArrayList<>();
    sockets.forEach(socket -> others.add(() -> codeOf(() -> socket.send(other))));
    assertThat(AtOnce.all(others)).containsOnly("idempotency_mismatch");
    assertThat(texts(pair.vera.entries(pair.conversation, 100))).containsExactly("", "once");
    sockets.forEach(ChatSocket::close);
  }

  @Test
  void whoMissedMoreThanAThousandEntriesStartsAnew() throws Exception {
    Pair pair = new Pair(parley);
    try (ChatSocket office = pair.lev.connect()) {
      for (int at = 2; at <= 1_001; at++) {
        office.send(pair.conversation, "entry " + at);
      }
      try (ChatSocket exact = pair.vera.connect()) {
        assertThat(kinds(exact, watch(pair.conversation, 1))).containsOnly("entries");
        assertThat(kinds(exact, watch(pair.conversation, 0))).contains("reset");
        assertThat(reset(exact).path("first").asInt()).isEqualTo(2);
      }
      office.send(pair.conversation, "entry 1002");
    }
    ParleyClient fresh = pair.another();
    try (ChatSocket socket = fresh.connect()) {
      socket.watch(pair.conversation);
      assertThat(reset(socket).path("first").asInt()).isEqualTo(3);
      assertThat(fresh.log(pair.conversation).last()).isEqualTo(1_002);
      List<JsonNode> log = fresh.entries(pair.conversation, 500);
      assertThat(log).hasSize(1_002);
      assertThat(fresh.log(pair.conversation).entries()).isEqualTo(log.subList(2, 1_002));
    }
  }

  @Test
  void whoKnowsMoreThanThereIsStartsAnew() {
    Pair pair = new Pair(parley);
    try (ChatSocket socket = pair.vera.connect()) {
      assertThat(kinds(socket, watch(pair.conversation, 900))).containsExactly("reset", "entries");
      assertThat(reset(socket).path("first").asInt()).isEqualTo(1);
      assertThat(pair.vera.log(pair.conversation).last()).isEqualTo(1);
      Message ahead = new Message(pair.conversation, "7.abcdefgh", "from the future");
      assertThat(codeOf(() -> socket.send(ahead))).isEqualTo("unknown_position");
    }
    assertThat(pair.vera.entries(pair.conversation, 100)).hasSize(1);
  }

  @Test
  void anOperatorWatchesBeforeWriting() {
    String workspace = parley.workspace("salon-crm");
    ParleyClient taras = parley.device(workspace, "taras-melnyk");
    ParleyClient iryna = parley.device(workspace, "iryna-bondar");
    String conversation = taras.openWithChannel("salon").path("id").asText();
    Message message = iryna.log(conversation).write("Добрий день!");
    Message early = new Message(conversation, "0." + message.clientMessageId().split("\\.")[1], "Добрий день!");
    try (ChatSocket socket = iryna.connect();
        ChatSocket other = iryna.connect()) {
      assertThat(codeOf(() -> socket.send(early))).isEqualTo("not_watching");
      other.watch(conversation);
      assertThat(codeOf(() -> socket.send(early))).isEqualTo("not_watching");
      assertThat(taras.entries(conversation, 10)).hasSize(1);
      socket.watch(conversation);
      assertThat(socket.send(early).path("seq").asInt()).isEqualTo(2);
      socket.unwatch(conversation);
      assertThat(codeOf(() -> socket.send(conversation, "again"))).isEqualTo("not_watching");
    }
    assertThat(taras.entries(conversation, 10)).hasSize(2);
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
  void whatOneWritesArrivesOnOnesOtherDevices() {
    Pair pair = new Pair(parley);
    ParleyClient tablet = pair.another();
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket secondWindow = pair.vera.connect();
        ChatSocket desk = tablet.connect()) {
      List.of(phone, secondWindow, desk).forEach(socket -> socket.watch(pair.conversation));
      long seq = phone.send(pair.conversation, "from my phone").path("seq").asLong();
      tablet.log(pair.conversation).await(seq, ChatSocket.PATIENCE);
      JsonNode echo = secondWindow.await(EverybodyAtOnce::isEntry, "own echo");
      assertThat(echo.at("/entry/text").asText()).isEqualTo("from my phone");
      phone.ping();
      assertThat(phone.frames()).noneMatch(EverybodyAtOnce::isEntry);
    }
    assertSees(tablet, pair.conversation, pair.vera.entries(pair.conversation, 10));
  }

  @Test
  void twoTunnelsInARowLoseAndDoubleNothing() {
    Pair pair = new Pair(parley);
    Message lost = pair.vera.log(pair.conversation).write("lost twice");
    try (ChatSocket office = pair.lev.connect()) {
      office.watch(pair.conversation);
      for (int tunnel = 1; tunnel <= 2; tunnel++) {
        ChatSocket train = pair.vera.connect();
        train.watch(pair.conversation);
        train.stopListening();
        train.post(lost);
        pair.lev.log(pair.conversation).await(2, ChatSocket.PATIENCE);
        train.cut();
        office.send(pair.conversation, "meanwhile " + tunnel);
      }
      try (ChatSocket platform = pair.vera.connect()) {
        platform.watch(pair.conversation);
        assertThat(platform.send(lost).path("seq").asInt()).isEqualTo(2);
      }
    }
    List<JsonNode> log = pair.vera.entries(pair.conversation, 100);
    assertThat(texts(log)).containsExactly("", "lost twice", "meanwhile 1", "meanwhile 2");
    assertThat(pair.vera.log(pair.conversation).entries()).isEqualTo(log);
    assertThat(pair.vera.log(pair.conversation).unanswered()).isEmpty();
    assertSees(pair.lev, pair.conversation, log);
  }

  /** Vera and Lev with their conversation. */
  private static final class Pair {
    final Parley parley;
    final String portal;
    final ParleyClient vera;
    final ParleyClient lev;
    final String conversation;

    Pair(Parley parley) {
      this.parley = parley;
      portal = parley.workspace("legal-portal");
      vera = another();
      lev = parley.device(portal, "lev-sokolov");
      conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    }

    /** One more device of Vera's. */
    ParleyClient another() {
      return parley.device(portal, "vera-orlova");
    }
  }

  /** Sends as a client does: what was refused because too many write is sent again. */
  private static JsonNode delivered(ChatSocket socket, Message message) {
    for (int attempt = 1; ; attempt++) {
      try {
        return socket.send(message);
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

  private static ObjectNode watch(String conversation, long after) {
    return Json.object()
        .put("action", "watch")
        .put("conversationId", conversation)
        .put("after", after);
  }

  /** The types of the frames that answer a watch. */
  private static List<String> kinds(ChatSocket socket, ObjectNode watch) {
    String request = socket.post(watch);
    socket.await(
        frame -> answers(frame, request) && frame.path("complete").asBoolean(), "whole answer");
    return socket.frames().stream()
        .filter(frame -> answers(frame, request))
        .map(frame -> frame.path("type").asText())
        .toList();
  }

  private static boolean answers(JsonNode frame, String request) {
    return frame.path("requestId").asText().equals(request);
  }

  private static JsonNode reset(ChatSocket socket) {
    return socket.await(frame -> frame.path("type").asText().equals("reset"), "reset");
  }

  private static boolean isEntry(JsonNode frame) {
    return frame.path("type").asText().equals("entry");
  }

  private static String codeOf(Runnable action) {
    return catchThrowableOfType(Refused.class, action::run).code();
  }

  private static JsonNode withoutRequest(JsonNode ack) {
    return ((ObjectNode) ack.deepCopy()).without("requestId");
  }

  private static List<String> texts(List<JsonNode> log) {
    return log.stream().map(entry -> entry.path("text").asText()).toList();
  }

  /** The device holds the log, except that an ack does not tell totals and hash. */
  private static void assertSees(ParleyClient device, String conversation, List<JsonNode> log) {
    LocalLog held = device.log(conversation);
    assertThat(held.contradictions()).isEmpty();
    assertThat(held.hasGap()).isFalse();
    List<JsonNode> entries = held.entries();
    assertThat(entries).hasSameSizeAs(log);
    for (int at = 0; at < log.size(); at++) {
      ObjectNode known = log.get(at).deepCopy();
      assertThat(entries.get(at)).isIn(known, known.deepCopy().without(List.of("side", "totals", "hash")));
    }
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
    json.put("startPolicy", "CLIENT_ONLY").putArray("origins").add("https://crowd.example");
    return json;
  }

  private static ObjectNode member(ArrayNode members, String id, String role) {
    ObjectNode member = members.addObject().put("id", id).put("name", id);
    member.putArray("roles").add(role);
    return member;
  }
}
