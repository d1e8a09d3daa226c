package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has written a text gives it another wording; that it was edited is shown. */
class WordsAreEdited {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S4-38")
  @Test
  void anEditedTextIsShownAsEditedToWhoeverWatchesAndWhoeverComesLater() {
    String salon = parley.workspace("salon-crm");
    ParleyClient taras = parley.device(salon, "taras-melnyk");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    String id = taras.openWithChannel("salon").path("id").asText();
    try (ChatSocket phone = taras.connect();
        ChatSocket desk = iryna.connect()) {
      phone.watch(id);
      phone.send(id, "On Friday at nine");
      desk.watch(id);
      JsonNode ack = phone.answer(phone.post(edit(id, "2.editabcd", 2, 2, "On Friday at ten")));
      assertThat(ack.path("seq").asInt()).isEqualTo(3);
      JsonNode shown =
          desk.await(frame -> frame.at("/entry/seq").asInt() == 3, "edit").path("entry");
      assertThat(shown.path("kind").asText()).isEqualTo("edited");
      assertThat(shown.path("of").asInt()).isEqualTo(2);
      assertThat(shown.path("text").asText()).isEqualTo("On Friday at ten");

      JsonNode again = phone.answer(phone.post(edit(id, "2.editabcd", 2, 2, "On Friday at ten")));
      assertThat(again.path("seq").asInt()).isEqualTo(3);
      assertThat(again.path("at")).isEqualTo(ack.path("at"));
    }
    JsonNode edited = iryna.entries(id, 10).get(1);
    assertThat(edited.path("text").asText()).isEqualTo("On Friday at ten");
    assertThat(edited.path("editedBy").asInt()).isEqualTo(3);
    assertThat(edited.path("totals")).isEqualTo(iryna.entries(id, 10).get(2).path("totals"));
  }

  @Test
  void onlyOnesOwnTextsAreEdited() {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.send(id, "Good morning!");
      office.watch(id);
      assertThat(codeOf(() -> office.answer(office.post(edit(id, "2.editabcd", 2, 2, "Mine")))))
          .isEqualTo("not_editable");
      assertThat(codeOf(() -> phone.answer(phone.post(edit(id, "2.editabcd", 2, 1, "Opened")))))
          .isEqualTo("not_editable");
      assertThat(codeOf(() -> phone.answer(phone.post(edit(id, "2.editabcd", 2, 9, "Later")))))
          .isEqualTo("unknown_position");
    }
    assertThat(Views.texts(pair.vera.entries(id, 10))).containsExactly("", "Good morning!");
  }

  @Test
  void overRestAMessageIsWrittenRepliedToAndEditedToo() {
    Pair pair = new Pair(parley);
    String path = "/conversations/" + pair.conversation;
    try (ChatSocket office = pair.lev.connect()) {
      office.watch(pair.conversation);
      ObjectNode message = Json.object().put("clientMessageId", "1.overrest").put("after", 1);
      message.put("text", "Good morning!");
      JsonNode receipt = pair.vera.post(path + "/send", message).success();
      assertThat(pair.vera.post(path + "/send", message).success()).isEqualTo(receipt);
      ObjectNode other = message.deepCopy().put("text", "Good evening!");
      Response mismatch = pair.vera.post(path + "/send", other);
      assertThat(List.of(mismatch.status(), mismatch.code()))
          .isEqualTo(List.of(422, "idempotency_mismatch"));
      pair.lev.log(pair.conversation).await(2, ChatSocket.PATIENCE);

      ObjectNode reply = message.deepCopy().put("clientMessageId", "2.overrest").put("after", 2);
      pair.lev.post(path + "/send", reply.put("text", "Yes?").put("replyTo", 2)).success();
      ObjectNode edit = edit("", "3.overrest", 3, 2, "Good day!");
      edit.remove(List.of("action", "conversationId"));
      pair.vera.post(path + "/edit", edit).success();
    }
    List<JsonNode> log = pair.vera.entries(pair.conversation, 10);
    assertThat(Views.texts(log)).containsExactly("", "Good day!", "Yes?", "Good day!");
    assertThat(log.get(2).path("replyTo").asInt()).isEqualTo(2);
  }

  private static ObjectNode edit(String id, String message, long after, long seq, String text) {
    return Json.object()
        .put("action", "edit")
        .put("conversationId", id)
        .put("clientMessageId", message)
        .put("after", after)
        .put("seq", seq)
        .put("text", text);
  }
}
