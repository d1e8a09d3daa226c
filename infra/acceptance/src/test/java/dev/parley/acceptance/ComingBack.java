package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertSees;
import static dev.parley.acceptance.Views.codeOf;
import static dev.parley.acceptance.Views.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever lost the connection, was away for long or looks from elsewhere gets the one same log. */
class ComingBack {
  @RegisterExtension final Parley parley = new Parley();

  @Test
  void whoMissedMoreThanAThousandEntriesStartsAnew() throws Exception {
    Pair pair = new Pair(parley);
    try (ChatSocket first = pair.another().connect();
        ChatSocket office = pair.lev.connect()) {
      first.send(pair.conversation, "entry 2");
      office.watch(pair.conversation);
      for (int at = 3; at <= 1_001; at++) {
        if (at % 20 == 0) {
          // As many as a person may write in one go, and the time in which they may again.
          parley.pass(Duration.ofSeconds(4));
        }
        office.send(pair.conversation, "entry " + at);
      }
      parley.pass(Duration.ofSeconds(4));
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
    Message early =
        new Message(conversation, "0." + message.clientMessageId().split("\\.")[1], "Добрий день!");
    try (ChatSocket socket = iryna.connect();
        ChatSocket other = iryna.connect();
        ChatSocket phone = taras.connect()) {
      phone.send(conversation, "Є хто?");
      assertThat(codeOf(() -> socket.send(early))).isEqualTo("not_watching");
      other.watch(conversation);
      assertThat(codeOf(() -> socket.send(early))).isEqualTo("not_watching");
      assertThat(taras.entries(conversation, 10)).hasSize(2);
      socket.watch(conversation);
      assertThat(socket.send(early).path("seq").asInt()).isEqualTo(3);
      socket.unwatch(conversation);
      assertThat(codeOf(() -> socket.send(conversation, "again"))).isEqualTo("not_watching");
    }
    assertThat(taras.entries(conversation, 10)).hasSize(3);
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
      JsonNode echo = secondWindow.await(ComingBack::isEntry, "own echo");
      assertThat(echo.at("/entry/text").asText()).isEqualTo("from my phone");
      phone.ping();
      assertThat(phone.frames()).noneMatch(ComingBack::isEntry);
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
}
