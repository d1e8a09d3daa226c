package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever is online is told, whoever was away asks, and nothing is read but by saying so. */
class ListsFollow {
  @RegisterExtension final Parley parley = new Parley();

  @Test
  void whoIsOnlineAndDoesNotWatchGetsAHintAndWhoWatchesGetsTheEntry() {
    Pair pair = new Pair(parley);
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket list = pair.lev.connect();
        ChatSocket window = pair.lev.connect()) {
      window.watch(pair.conversation);
      phone.send(pair.conversation, "Good morning!");
      JsonNode line = hint(list, 2);
      assertThat(line.path("conversationId").asText()).isEqualTo(pair.conversation);
      assertThat(line.at("/last/preview").asText()).isEqualTo("Good morning!");
      assertThat(line.path("unread").asInt()).isEqualTo(1);
      assertThat(line.path("unanswered").asBoolean()).isTrue();
      assertThat(hint(phone, 2).path("unread").asInt()).isZero();
      window.ping();
      assertThat(window.frames()).noneMatch(frame -> isInbox(frame));
    }
  }

  @Test
  void whoWasAwaySyncsFromACursorAndMissesNothing() {
    Pair pair = new Pair(parley);
    pair.vera.openWithSpecialist("anna-belova");
    JsonNode list = pair.lev.conversations();
    try (ChatSocket phone = pair.vera.connect()) {
      phone.send(pair.conversation, "one");
      phone.send(pair.conversation, "two");
    }
    String cursor = list.path("cursor").asText();
    try (ChatSocket back = pair.lev.connect()) {
      JsonNode synced =
          Waiting.until(
              () -> back.sync(Optional.of(cursor)),
              it -> it.at("/conversations/0/last/seq").asInt() == 3);
      assertThat(synced.at("/conversations/0/unread").asInt()).isEqualTo(2);
      assertThat(synced.path("complete").asBoolean()).isTrue();
      JsonNode byRest = pair.lev.changes(cursor);
      assertThat(byRest.at("/conversations/0/last/preview").asText()).isEqualTo("two");
      parley.pass(Duration.ofSeconds(11));
      String later = back.sync(Optional.of(cursor)).path("cursor").asText();
      assertThat(back.sync(Optional.of(later)).path("conversations")).isEmpty();
    }
    assertThat(pair.vera.conversations().at("/conversations/0/id").asText())
        .isEqualTo(pair.conversation);
  }

  @Test
  void nothingIsReadUntilItIsSaidAndThenBothSidesKnow() {
    Pair pair = new Pair(parley);
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect();
        ChatSocket list = pair.lev.connect()) {
      phone.watch(pair.conversation);
      office.watch(pair.conversation);
      phone.send(pair.conversation, "one");
      phone.send(pair.conversation, "two");
      pair.lev.log(pair.conversation).await(3, ChatSocket.PATIENCE);
      assertThat(pair.lev.conversation(pair.conversation).path("unread").asInt()).isEqualTo(2);

      assertThat(office.read(pair.conversation, 2).path("seq").asInt()).isEqualTo(2);
      ObjectNode shown = Json.object().put("type", "read");
      shown.put("conversationId", pair.conversation).put("side", "staff").put("seq", 2);
      for (ChatSocket other : List.of(phone, list)) {
        assertThat(other.await(ListsFollow::isRead, "how far is read")).isEqualTo(shown);
      }
      JsonNode now = pair.lev.conversation(pair.conversation);
      assertThat(now.path("unread").asInt()).isEqualTo(1);
      assertThat(now.path("read")).isEqualTo(Json.object().put("client", 0).put("staff", 2));

      assertThat(office.read(pair.conversation, 3).path("seq").asInt()).isEqualTo(3);
      ObjectNode back = Json.object().put("seq", 1);
      Response answer = pair.lev.tell(pair.conversation, "read", back);
      assertThat(answer.body().path("seq").asInt()).isEqualTo(3);
    }
  }

  @Test
  void whoeverAnswersForAChannelSyncsItsListAndItsHintsComeUntilUnsynced() {
    String kitchens = parley.workspace("kitchen-designers");
    ParleyClient dmitri = parley.device(kitchens, "dmitri-volkov");
    ParleyClient olga = parley.device(kitchens, "olga-demina");
    ParleyClient igor = parley.device(kitchens, "igor-lapin");
    String conversation = dmitri.openWithChannel("moscow").path("id").asText();
    try (ChatSocket site = dmitri.connect();
        ChatSocket desk = olga.connect();
        ChatSocket colleague = igor.connect()) {
      JsonNode list = desk.sync("moscow", Optional.empty());
      assertThat(list.at("/conversations/0/conversationId").asText()).isEqualTo(conversation);
      colleague.sync("moscow", Optional.empty());
      site.send(conversation, "Здравствуйте!");
      assertThat(hint(desk, 2).path("unread").asInt()).isEqualTo(1);
      hint(colleague, 2);

      colleague.watch(conversation);
      colleague.read(conversation, 2);
      desk.await(ListsFollow::isRead, "that a colleague has read");
      desk.unsync("moscow");
      site.send(conversation, "Вы здесь?");
      igor.log(conversation).await(3, ChatSocket.PATIENCE);
      JsonNode unread =
          Waiting.until(
              () -> olga.conversationsOf("moscow").at("/conversations/0"),
              line -> line.at("/last/seq").asInt() == 3);
      assertThat(unread.path("unread").asInt()).isEqualTo(1);
      desk.ping();
      assertThat(desk.frames()).noneMatch(frame -> tells(frame, 3));
    }
  }

  @Test
  void aMessageOfEitherSideBringsAHiddenConversationBack() {
    Pair pair = new Pair(parley);
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.send(pair.conversation, "Good morning!");
      for (ChatSocket writer : List.of(office, phone)) {
        Response hidden = pair.vera.tell(pair.conversation, "hide", Json.object());
        assertThat(hidden.body().path("hidden").asBoolean()).isTrue();
        Waiting.until(pair.vera::conversations, none());
        Waiting.until(pair.vera::hidden, none().negate());
        assertThat(pair.lev.conversations().path("conversations")).hasSize(1);
        writer.watch(pair.conversation);
        writer.send(pair.conversation, "Are you still there?");
        Waiting.until(pair.vera::conversations, none().negate());
        assertThat(pair.vera.hidden().path("conversations")).isEmpty();
      }
    }
  }

  @Test
  void aChannelIsListedByPages() {
    String kitchens = parley.workspace("kitchen-designers");
    ParleyClient olga = parley.device(kitchens, "olga-demina");
    for (String client : List.of("dmitri-volkov", "elena-gusarova")) {
      parley.device(kitchens, client).openWithChannel("moscow");
    }
    JsonNode first =
        olga.call("GET", "/conversations?channel=moscow&limit=1", Optional.empty()).body();
    assertThat(first.path("complete").asBoolean()).isFalse();
    String next = "/conversations?channel=moscow&limit=1&after=" + first.path("next").asText();
    JsonNode second = olga.call("GET", next, Optional.empty()).body();
    assertThat(second.path("complete").asBoolean()).isTrue();
    assertThat(second.has("next")).isFalse();
    assertThat(
            List.of(
                first.at("/conversations/0/client/id").asText(),
                second.at("/conversations/0/client/id").asText()))
        .containsExactly("elena-gusarova", "dmitri-volkov");
  }

  private static Predicate<JsonNode> none() {
    return list -> list.path("conversations").isEmpty();
  }

  /** The line of a hint about an entry. */
  private static JsonNode hint(ChatSocket socket, long seq) {
    return socket.await(frame -> tells(frame, seq), "hint").at("/conversations/0");
  }

  private static boolean tells(JsonNode frame, long seq) {
    return isInbox(frame)
        && !frame.has("cursor")
        && frame.at("/conversations/0/last/seq").asLong() == seq;
  }

  private static boolean isInbox(JsonNode frame) {
    return frame.path("type").asText().equals("inbox");
  }

  private static boolean isRead(JsonNode frame) {
    return frame.path("type").asText().equals("read") && !frame.has("requestId");
  }
}
