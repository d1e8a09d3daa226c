package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertSees;
import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a device holds of edited texts, and who writes too fast. */
class WordsChange {
  @RegisterExtension final Parley parley = new Parley();

  @Test
  void anEditedTextReadsAnewForEverybodyAndSaysSo() {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.watch(id);
      office.watch(id);
      phone.send(id, "At tne");
      Message edit = pair.vera.log(id).edit(2, "At ten");
      JsonNode ack = phone.send(edit);
      assertThat(ack.path("seq").asInt()).isEqualTo(3);
      assertThat(phone.send(edit).path("at")).isEqualTo(ack.path("at"));
      pair.lev.log(id).await(3, ChatSocket.PATIENCE);
      assertThat(codeOf(() -> phone.edit(id, 3, "of an edit"))).isEqualTo("not_editable");
    }
    List<JsonNode> log = pair.vera.entries(id, 1);
    assertThat(log).hasSize(3);
    assertThat(log.get(1).path("text").asText()).isEqualTo("At ten");
    assertThat(log.get(1).path("editedBy").asInt()).isEqualTo(3);
    assertThat(log.get(2).path("of").asInt()).isEqualTo(2);
    assertThat(log.get(2).path("totals")).isEqualTo(log.get(1).path("totals"));
    assertSees(pair.vera, id, log);
    assertSees(pair.lev, id, log);
  }

  @Test
  void whoWritesTwentyInOneGoWaitsBeforeTheNext() throws Exception {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect()) {
      List<Callable<JsonNode>> sends = new ArrayList<>();
      IntStream.range(0, 30).forEach(at -> sends.add(() -> sent(phone, id, at)));
      List<JsonNode> answers = AtOnce.all(sends);
      List<JsonNode> refused =
          answers.stream().filter(it -> it.path("code").asText().equals("rate_limited")).toList();
      assertThat(refused).isNotEmpty();
      assertThat(refused).allSatisfy(it -> assertThat(it.path("retryAfter").asInt()).isPositive());
      assertThat(pair.lev.entries(id, 100)).hasSize(31 - refused.size());
    }
  }

  /** Sends and gives the answer, a refusal too. */
  private static JsonNode sent(ChatSocket socket, String conversation, int at) {
    ObjectNode frame = Json.object().put("action", "send").put("conversationId", conversation);
    frame.put("clientMessageId", "1.message" + at).put("after", 1).put("text", "message " + at);
    String request = socket.post(frame);
    return socket.await(
        any -> any.path("requestId").asText().equals(request), "answer to " + request);
  }
}
