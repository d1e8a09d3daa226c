package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Either side of a conversation shuts the other out and lets it in again. */
class OneBlocksTheOther {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-39")
  @Test
  void fromTheListTheOtherSideIsBlockedAfterAConfirmation() {
    Pair pair = new Pair(parley);
    String id = inTheList(pair.vera).path("id").asText();
    JsonNode before = inTheList(pair.vera);
    for (ObjectNode unconfirmed : List.of(Json.object(), Json.object().put("confirm", false))) {
      assertThat(change(pair.vera, id, "block", unconfirmed))
          .isEqualTo(List.of(409, "confirmation_needed"));
    }
    assertThat(inTheList(pair.vera)).isEqualTo(before);
    assertThat(pair.vera.entries(id, 10)).hasSize(1);

    try (ChatSocket office = pair.lev.connect()) {
      office.watch(id);
      assertThat(change(pair.vera, id, "block", confirmed())).isEqualTo(List.of(200, ""));
      pair.lev.log(id).await(2, ChatSocket.PATIENCE);
    }
    assertThat(change(pair.vera, id, "block", confirmed())).isEqualTo(List.of(200, ""));
    JsonNode entry = pair.vera.entries(id, 10).getLast();
    assertThat(pair.lev.log(id).entries().getLast()).isEqualTo(entry);
    assertThat(entry.path("seq").asInt()).isEqualTo(2);
    assertThat(entry.path("kind").asText()).isEqualTo("blocked");
    assertThat(entry.path("author").asText()).isEqualTo("vera-orlova");
    for (ParleyClient person : List.of(pair.vera, pair.lev)) {
      Waiting.until(() -> inTheList(person).at("/blockedBy/0").asText(), "client"::equals);
    }
  }

  @Requirement({"S0-40", "S0-41"})
  @Test
  void whomOneHasBlockedIsListedAndUnblockedFromThereAfterAConfirmation() {
    Pair pair = new Pair(parley);
    pair.vera.openWithSpecialist("anna-belova");
    change(pair.vera, pair.conversation, "block", confirmed());

    JsonNode listed = Waiting.until(() -> blocks(pair.vera), each -> each.size() == 1);
    assertThat(listed.at("/0/with/id").asText()).isEqualTo("lev-sokolov");
    Waiting.until(() -> inTheList(pair.lev).path("blockedBy"), each -> each.size() == 1);
    assertThat(blocks(pair.lev)).isEmpty();

    String id = listed.at("/0/id").asText();
    assertThat(change(pair.vera, id, "unblock", Json.object()))
        .isEqualTo(List.of(409, "confirmation_needed"));
    assertThat(blocks(pair.vera)).isEqualTo(listed);
    assertThat(change(pair.vera, id, "unblock", confirmed())).isEqualTo(List.of(200, ""));
    Waiting.until(() -> blocks(pair.vera), JsonNode::isEmpty);
    assertThat(pair.vera.conversation(id).path("blockedBy")).isEmpty();
  }

  @Test
  void whomOneHasBlockedIsListedByPages() {
    Pair pair = new Pair(parley);
    String other = pair.vera.openWithSpecialist("anna-belova").path("id").asText();
    for (String id : List.of(pair.conversation, other)) {
      change(pair.vera, id, "block", confirmed());
    }
    Waiting.until(() -> blocks(pair.vera), each -> each.size() == 2);
    JsonNode first = pair.vera.call("GET", "/blocks?limit=1", Optional.empty()).body();
    assertThat(first.path("complete").asBoolean()).isFalse();
    String next = "/blocks?limit=1&after=" + first.path("next").asText();
    JsonNode second = pair.vera.call("GET", next, Optional.empty()).body();
    assertThat(second.path("complete").asBoolean()).isTrue();
    assertThat(second.has("next")).isFalse();
    assertThat(
            List.of(
                first.at("/conversations/0/id").asText(),
                second.at("/conversations/0/id").asText()))
        .containsExactly(other, pair.conversation);
  }

  @Requirement("S0-42")
  @Test
  void whoIsBlockedSendsNothingUntilUnblockedAndTheHistoryStays() {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.watch(id);
      office.watch(id);
      phone.send(id, "Good morning!");
      change(pair.lev, id, "block", confirmed());
      Message refused = pair.vera.log(id).write("Why?");
      assertThat(codeOf(() -> phone.send(refused))).isEqualTo("blocked");
      Message own = new Message(id, "2.fromthelawyer", "Because");
      assertThat(codeOf(() -> office.send(own))).isEqualTo("unblock_first");
      // Only whoever has blocked can take it back.
      change(pair.vera, id, "unblock", confirmed());
      assertThat(codeOf(() -> phone.send(refused))).isEqualTo("blocked");
      for (ParleyClient person : List.of(pair.vera, pair.lev)) {
        assertThat(Views.texts(person.entries(id, 10))).containsExactly("", "Good morning!", "");
      }
      change(pair.lev, id, "unblock", confirmed());
      assertThat(phone.send(refused).path("seq").asInt()).isEqualTo(5);
    }
  }

  @Test
  void operatorsBlockForTheirChannelAndNobodyElseDoes() {
    String kitchens = parley.workspace("kitchen-designers");
    ParleyClient dmitri = parley.device(kitchens, "dmitri-volkov");
    ParleyClient olga = parley.device(kitchens, "olga-demina");
    String id = dmitri.openWithChannel("moscow").path("id").asText();
    for (String stranger : List.of("alsu-safina", "elena-gusarova", "mark-efimov")) {
      assertThat(change(parley.device(kitchens, stranger), id, "block", confirmed()))
          .isEqualTo(List.of(404, "not_found"));
    }
    assertThat(change(olga, id, "block", confirmed())).isEqualTo(List.of(200, ""));
    ParleyClient igor = parley.device(kitchens, "igor-lapin");
    Waiting.until(
        () ->
            igor.call("GET", "/blocks?channel=moscow", Optional.empty())
                .body()
                .at("/conversations/0/client/id")
                .asText(),
        "dmitri-volkov"::equals);
    assertThat(change(igor, id, "unblock", confirmed())).isEqualTo(List.of(200, ""));
    assertThat(dmitri.entries(id, 10)).hasSize(3);
  }

  private static ObjectNode confirmed() {
    return Json.object().put("confirm", true);
  }

  private static JsonNode inTheList(ParleyClient person) {
    return person.conversations().at("/conversations/0");
  }

  private static JsonNode blocks(ParleyClient person) {
    return person.call("GET", "/blocks", Optional.empty()).body().path("conversations");
  }

  /** Status and code of the answer. */
  private static List<Object> change(ParleyClient person, String id, String verb, ObjectNode body) {
    Response answer = person.post("/conversations/" + id + "/" + verb, body);
    return List.of(answer.status(), answer.code());
  }
}
