package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static dev.parley.acceptance.Views.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two administrators of a salon answer one client, and see each other do it. */
class ColleaguesAnswer {
  @RegisterExtension final Parley parley = new Parley();

  private String salon;
  private ParleyClient taras;
  private ParleyClient oksana;
  private ParleyClient iryna;
  private String conversation;

  @BeforeEach
  void aClientAsks() {
    salon = parley.workspace("salon-crm");
    taras = parley.device(salon, "taras-melnyk");
    oksana = parley.device(salon, "oksana-kovalenko");
    iryna = parley.device(salon, "iryna-bondar");
    conversation = taras.openWithChannel("salon").path("id").asText();
    try (ChatSocket outside = taras.connect()) {
      outside.watch(conversation);
      outside.send(conversation, "Ви працюєте в неділю?");
    }
  }

  @Requirement("S4-37")
  @Test
  void whoAnswersTooLateIsShownTheColleaguesAnswerAndMayConfirm() {
    try (ChatSocket first = oksana.connect();
        ChatSocket second = iryna.connect()) {
      first.watch(conversation);
      second.watch(conversation);
      first.send(conversation, "Так, до шостої");
      iryna.log(conversation).await(3, ChatSocket.PATIENCE);

      ObjectNode late = sendingOf("2.toolate1", 2, "Так!");
      JsonNode error = answerTo(second, late);
      assertThat(error.path("code").asText()).isEqualTo("already_answered");
      assertThat(error.path("entry")).isEqualTo(oksana.entries(conversation, 100).getLast());
      assertThat(oksana.entries(conversation, 100)).hasSize(3);

      assertThat(answerTo(second, late.put("confirm", true)).path("seq").asInt()).isEqualTo(4);
      assertThat(answerTo(second, late.without("confirm")).path("seq").asInt()).isEqualTo(4);
      second.send(conversation, "Запишу вас?");
      iryna.log(conversation).await(5, ChatSocket.PATIENCE);
    }
    assertThat(texts(taras.entries(conversation, 100)).subList(2, 5))
        .containsExactly("Так, до шостої", "Так!", "Запишу вас?");
  }

  @Requirement("S4-37")
  @Test
  void ofTwoWhoAnswerAtOnceExactlyOneIsStoredAndTheOtherIsTold() throws Exception {
    try (ChatSocket first = oksana.connect();
        ChatSocket second = iryna.connect()) {
      first.watch(conversation);
      second.watch(conversation);
      List<Callable<JsonNode>> answers =
          List.of(
              () -> answerTo(first, sendingOf("2.oksanas1", 2, "Так")),
              () -> answerTo(second, sendingOf("2.irynas11", 2, "Авжеж")));
      List<JsonNode> told = AtOnce.all(answers);

      List<JsonNode> log = taras.entries(conversation, 100);
      assertThat(log).hasSize(3);
      assertThat(told)
          .extracting(frame -> frame.path("type").asText())
          .containsExactlyInAnyOrder("ack", "error");
      assertThat(told)
          .filteredOn(frame -> frame.path("type").asText().equals("error"))
          .allSatisfy(frame -> assertThat(frame.path("entry")).isEqualTo(log.getLast()));
    }
  }

  @Requirement("S4-36")
  @Test
  void colleaguesSeeWhoIsTypingAndTheClientSeesThatSomebodyIs() {
    List<JsonNode> before = taras.entries(conversation, 100);
    try (ChatSocket outside = taras.connect();
        ChatSocket first = oksana.connect();
        ChatSocket second = iryna.connect();
        ChatSocket phone = parley.device(salon, "iryna-bondar").connect()) {
      for (ChatSocket socket : List.of(outside, first, second, phone)) {
        socket.watch(conversation);
      }
      second.type(conversation);
      assertThat(typist(first))
          .isEqualTo(shown("staff").put("person", "iryna-bondar").put("name", "Iryna Bondar"));
      assertThat(typist(outside)).isEqualTo(shown("staff"));

      outside.type(conversation);
      assertThat(typist(second))
          .isEqualTo(shown("client").put("person", "taras-melnyk").put("name", "Taras Melnyk"));
      assertThat(typist(phone)).isEqualTo(typist(second));
      assertThat(typists(outside)).hasSize(1);
    }
    assertThat(taras.entries(conversation, 100)).isEqualTo(before);
  }

  @Test
  void whoTypesOnIsShownEveryFiveSeconds() {
    try (ChatSocket first = oksana.connect();
        ChatSocket second = iryna.connect()) {
      first.watch(conversation);
      assertThat(codeOf(() -> second.answer(second.type(conversation)))).isEqualTo("not_watching");
      second.watch(conversation);
      second.type(conversation);
      typist(first);
      parley.pass(Duration.ofSeconds(6));
      second.type(conversation);
      first.await(
          any -> typists(first).size() == 2, "second frame about the colleague who types on");
    }
  }

  /** The first frame about somebody who types, come already or still to come. */
  private static JsonNode typist(ChatSocket socket) {
    return socket.await(ColleaguesAnswer::isTypist, "frame about somebody who types");
  }

  private static List<JsonNode> typists(ChatSocket socket) {
    return socket.frames().stream().filter(ColleaguesAnswer::isTypist).toList();
  }

  private static boolean isTypist(JsonNode frame) {
    return frame.path("type").asText().equals("typist");
  }

  private ObjectNode shown(String side) {
    return Json.object()
        .put("type", "typist")
        .put("conversationId", conversation)
        .put("side", side);
  }

  private ObjectNode sendingOf(String message, long after, String text) {
    return Json.object()
        .put("action", "send")
        .put("conversationId", conversation)
        .put("clientMessageId", message)
        .put("after", after)
        .put("text", text);
  }

  /** Sends a frame and gives what comes for it, a refusal too. */
  private static JsonNode answerTo(ChatSocket socket, ObjectNode frame) {
    String request = socket.post(frame.without("requestId"));
    return socket.await(
        any -> any.path("requestId").asText().equals(request), "answer to " + request);
  }
}
