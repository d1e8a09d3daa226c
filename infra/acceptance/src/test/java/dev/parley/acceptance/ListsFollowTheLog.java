package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists tell what is new, what is unread, what waits for an answer, the newest in front. */
class ListsFollowTheLog {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-38")
  @Test
  void theCabinetListsOnesOwnConversationsAndNobodyElses() {
    String workspace = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(workspace, "vera-orlova");
    ParleyClient pavel = parley.device(workspace, "pavel-zimin");
    String hers = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    String his = pavel.openWithSpecialist("lev-sokolov").path("id").asText();
    String another = pavel.openWithSpecialist("anna-belova").path("id").asText();

    assertThat(ids(vera)).containsExactly(hers);
    assertThat(ids(pavel)).containsExactlyInAnyOrder(his, another);
    assertThat(ids(parley.device(workspace, "lev-sokolov"))).containsExactlyInAnyOrder(hers, his);
    assertThat(ids(parley.device(workspace, "anna-belova"))).containsExactly(another);
  }

  private static List<String> ids(ParleyClient person) {
    List<String> ids = new ArrayList<>();
    person.conversations().path("conversations").forEach(row -> ids.add(row.path("id").asText()));
    return ids;
  }

  @Requirement({"S2-22", "S4-03", "S4-22"})
  @Test
  void whatTheOtherSideHasWrittenIsUnreadUntilItIsRead() {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.send(id, "Good morning!");
      office.watch(id);
      office.send(id, "Good morning.");
      office.send(id, "How can I help?");
      JsonNode vera = listed(pair.vera, id, row -> row.at("/last/seq").asInt() == 4);
      assertThat(vera.path("unread").asInt()).isEqualTo(2);
      assertThat(listed(pair.lev, id, row -> row.at("/last/seq").asInt() == 4).path("unread"))
          .hasToString("1");

      assertThat(read(pair.vera, id, 3)).isEqualTo(3);
      assertThat(listed(pair.vera, id, _ -> true).path("unread").asInt()).isEqualTo(1);
      assertThat(read(pair.vera, id, 4)).isEqualTo(4);
      // It never goes back, whatever a device that was away says.
      assertThat(read(pair.vera, id, 2)).isEqualTo(4);
      assertThat(listed(pair.vera, id, _ -> true).path("unread").asInt()).isZero();
      assertThat(pair.lev.conversation(id).at("/read/client").asInt()).isEqualTo(4);
      office.await(
          frame ->
              frame.path("type").asText().equals("read")
                  && frame.path("side").asText().equals("client")
                  && frame.path("seq").asInt() == 4,
          "receipt");
    }
  }

  @Requirement("S4-09")
  @Test
  void openingTheListAndWatchingMarksNothingRead() {
    String salon = parley.workspace("salon-crm");
    ParleyClient taras = parley.device(salon, "taras-melnyk");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    String id = taras.openWithChannel("salon").path("id").asText();
    try (ChatSocket phone = taras.connect();
        ChatSocket desk = iryna.connect()) {
      phone.send(id, "Do you have time on Friday?");
      listedOf(iryna, "salon", id, row -> row.path("unread").asInt() == 1);
      desk.watch(id);
      iryna.entries(id, 10);
      iryna.conversation(id);
      assertThat(listedOf(iryna, "salon", id, _ -> true).path("unread").asInt()).isEqualTo(1);
      assertThat(read(iryna, id, 2)).isEqualTo(2);
      assertThat(listedOf(iryna, "salon", id, _ -> true).path("unread").asInt()).isZero();
    }
  }

  @Requirement("S2-26")
  @Test
  void aConversationWaitsForAnAnswerWhileTheClientHasWrittenLast() {
    String dealers = parley.workspace("dealership");
    ParleyClient roman = parley.device(dealers, "roman-krylov");
    ParleyClient sergei = parley.device(dealers, "sergei-frolov");
    String id = roman.openWithChannel("dealer-north").path("id").asText();
    try (ChatSocket phone = roman.connect();
        ChatSocket desk = sergei.connect()) {
      assertThat(unanswered(sergei, id, 1)).isFalse();
      phone.send(id, "Is the car ready?");
      assertThat(unanswered(sergei, id, 2)).isTrue();
      desk.watch(id);
      desk.send(id, "Tomorrow.");
      assertThat(unanswered(sergei, id, 3)).isFalse();
      // What is no message answers nobody, and asks nothing.
      roman.post("/conversations/" + id + "/hide", Json.object()).success();
      assertThat(unanswered(sergei, id, 4)).isFalse();
      phone.send(id, "Thank you!");
      assertThat(unanswered(sergei, id, 5)).isTrue();
    }
  }

  private static boolean unanswered(ParleyClient staff, String id, int last) {
    Predicate<JsonNode> current = row -> row.at("/last/seq").asInt() == last;
    return listedOf(staff, "dealer-north", id, current).path("unanswered").asBoolean();
  }

  @Requirement({"S4-19", "S4-20", "S4-21"})
  @Test
  void theConversationWithTheNewestMessageComesToTheTopWithItsTime() {
    String salon = parley.workspace("salon-crm");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    List<String> ids = new ArrayList<>();
    for (String client : List.of("taras-melnyk", "sofiia-tkachenko")) {
      ids.add(
          write(parley.device(salon, client), "Good afternoon!").path("conversationId").asText());
    }
    assertThat(order(iryna, ids.reversed())).isEqualTo(ids.reversed());

    JsonNode receipt = write(parley.device(salon, "taras-melnyk"), "Are you there?");
    assertThat(order(iryna, ids)).isEqualTo(ids);
    JsonNode top = iryna.conversationsOf("salon").at("/conversations/0/last");
    assertThat(top.path("at")).isEqualTo(receipt.path("at"));
    assertThat(top.path("preview").asText()).isEqualTo("Are you there?");
    assertThat(top.path("author").asText()).isEqualTo("taras-melnyk");
  }

  private static JsonNode write(ParleyClient client, String text) {
    String id = client.openWithChannel("salon").path("id").asText();
    try (ChatSocket phone = client.connect()) {
      phone.watch(id);
      return phone.send(id, text);
    }
  }

  /** The order of the list, once it begins as it should, or as it stays. */
  private static List<String> order(ParleyClient staff, List<String> wanted) {
    return Waiting.until(
        () ->
            staff
                .conversationsOf("salon")
                .path("conversations")
                .valueStream()
                .map(row -> row.path("id").asText())
                .toList(),
        wanted::equals);
  }

  @Requirement("S2-34")
  @Test
  void fromTheListOneGoesDownToTheNewestMessagesAtOnce() {
    Pair pair = new Pair(parley);
    String id = pair.conversation;
    try (ChatSocket phone = pair.vera.connect()) {
      for (int n = 1; n <= 15; n++) {
        phone.send(id, "Message " + n);
      }
    }
    long last = pair.lev.conversation(id).at("/last/seq").asLong();
    String newest = "/conversations/%s/entries?after=%d".formatted(id, last - 3);
    JsonNode page = pair.lev.call("GET", newest, java.util.Optional.empty()).success();
    assertThat(page.path("complete").asBoolean()).isTrue();
    assertThat(Views.texts(page.path("entries").valueStream().toList()))
        .containsExactly("Message 13", "Message 14", "Message 15");
    assertThat(page.at("/entries/2/side").asText()).isEqualTo("client");
  }

  private static long read(ParleyClient person, String id, long seq) {
    return person
        .post("/conversations/" + id + "/read", Json.object().put("seq", seq))
        .success()
        .path("seq")
        .asLong();
  }

  private static JsonNode listed(ParleyClient person, String id, Predicate<JsonNode> wanted) {
    return Waiting.until(() -> row(person.conversations(), id), wanted);
  }

  private static JsonNode listedOf(
      ParleyClient staff, String channel, String id, Predicate<JsonNode> wanted) {
    return Waiting.until(() -> row(staff.conversationsOf(channel), id), wanted);
  }

  private static JsonNode row(JsonNode list, String id) {
    return list.path("conversations")
        .valueStream()
        .filter(row -> row.path("id").asText().equals(id))
        .findFirst()
        .orElse(Json.object());
  }
}
