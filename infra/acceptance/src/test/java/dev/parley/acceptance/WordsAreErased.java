package dev.parley.acceptance;

import static dev.parley.acceptance.Sender.PNG;
import static dev.parley.acceptance.Sender.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person wrote is erased at their request, and nothing else is. */
class WordsAreErased {
  private static final String SECRET = "my licence is 77 AB 123456";

  @RegisterExtension final Parley parley = new Parley();

  private String dealers;
  private ParleyClient roman;
  private ParleyClient sergei;
  private ParleyClient oleg;
  private String conversation;
  private Sender sender;

  @BeforeEach
  void aClientWrites() {
    dealers = parley.workspace("dealership");
    roman = parley.device(dealers, "roman-krylov");
    sergei = parley.device(dealers, "sergei-frolov");
    oleg = parley.device(dealers, "oleg-markin");
    conversation = roman.openWithChannel("dealer-north").path("id").asText();
    sender = new Sender(roman, conversation);
    say(roman, "1.mySecret", 1, SECRET);
    sender.send(sender.upload("licence.png", PNG, file(PNG, 3_000)), "2.picture", 2).success();
    ObjectNode edit = saying("3.myEdit1", 3, SECRET + ", sorry").put("seq", 2);
    roman.post("/conversations/" + conversation + "/edit", edit).success();
    say(sergei, "4.theAnswer", 4, "Thank you");
    say(roman, "5.mySecond", 5, "And " + SECRET);
  }

  @Test
  void whatAPersonWroteIsGoneFromEverywhereAndTheRestStaysAsItWas() {
    List<JsonNode> before = roman.entries(conversation, 100);
    JsonNode link = new Sender(sergei, conversation).link(3).success();
    try (ChatSocket desk = sergei.connect()) {
      desk.watch(conversation);
      JsonNode erased = erase(confirmed()).body();
      assertThat(erased).isEqualTo(Json.object().put("erased", 4).put("complete", true));
      JsonNode shown =
          desk.await(
              frame -> frame.at("/entry/kind").asText().equals("erasure"), "entry of an erasure");
      assertThat(shown.at("/entry/person").asText()).isEqualTo("roman-krylov");
      assertThat(shown.at("/entry/seq").asInt()).isEqualTo(7);
    }
    List<JsonNode> after = roman.entries(conversation, 100);
    assertThat(after).hasSize(7);
    for (int at : new int[] {0, 4}) {
      assertThat(after.get(at)).isEqualTo(before.get(at));
    }
    for (int at : new int[] {1, 2, 3, 5}) {
      ObjectNode left = before.get(at).deepCopy();
      left.remove(List.of("text", "file", "of", "editedBy"));
      assertThat(after.get(at)).isEqualTo(left.put("erased", true));
    }
    assertThat(Bucket.get(link).statusCode()).isEqualTo(404);
    assertThat(new Sender(sergei, conversation).link(3).code()).isEqualTo("not_found");

    ParleyClient other = parley.device(dealers, "nina-rybakova");
    try (ChatSocket desk = other.connect()) {
      desk.watch(conversation);
      assertThat(desk.frames().toString()).contains("Thank you").doesNotContain(SECRET, "licence");
    }
    assertThat(roman.conversation(conversation).toString()).doesNotContain(SECRET);
    for (ParleyClient one : List.of(roman, sergei)) {
      awaitWithoutSecret(one);
    }
  }

  /** Lists follow the log, a moment later. */
  private void awaitWithoutSecret(ParleyClient person) {
    long deadline = System.nanoTime() + ChatSocket.PATIENCE.toNanos();
    JsonNode list;
    do {
      list = person == roman ? person.conversations() : person.conversationsOf("dealer-north");
    } while (!list.toString().contains("\"erasure\"") && System.nanoTime() < deadline);
    assertThat(list.toString()).contains("\"erasure\"").doesNotContain(SECRET);
  }

  @Test
  void erasingAgainChangesNothingAndARetryOfWhatWasErasedIsStillAcknowledged() {
    JsonNode first = saying("1.mySecret", 1, SECRET);
    String path = "/conversations/" + conversation + "/send";
    JsonNode receipt = roman.post(path, first).success();
    erase(confirmed()).success();
    List<JsonNode> once = roman.entries(conversation, 100);
    assertThat(erase(confirmed()).body())
        .isEqualTo(Json.object().put("erased", 0).put("complete", true));
    assertThat(roman.post(path, first).success()).isEqualTo(receipt);
    parley.pass(Duration.ofMinutes(1));
    ObjectNode file = Json.object().put("clientMessageId", "2.picture").put("after", 2);
    String gone = "/conversations/%s/files/%s/send".formatted(conversation, "A".repeat(22));
    assertThat(roman.post(gone, file).success().path("seq").asInt()).isEqualTo(3);
    assertThat(roman.entries(conversation, 100)).isEqualTo(once);
  }

  @Test
  void aLegalHoldRefusesWithItsReason() {
    List<JsonNode> before = roman.entries(conversation, 100);
    JsonNode reason = Json.object().put("reason", "Case 2-417/2026");
    oleg.post("/members/roman-krylov/hold", reason).success();
    Response held = erase(confirmed());
    assertThat(held.status()).isEqualTo(409);
    assertThat(held.code()).isEqualTo("legal_hold");
    assertThat(held.body().path("detail").asText()).contains("Case 2-417/2026");
    assertThat(roman.entries(conversation, 100)).isEqualTo(before);

    oleg.post("/members/roman-krylov/release", Json.object()).success();
    assertThat(erase(confirmed()).body().path("erased").asInt()).isEqualTo(4);
  }

  @Test
  void onlyAnAdministratorErasesAndOnlyAfterAConfirmation() {
    List<JsonNode> before = roman.entries(conversation, 100);
    for (ParleyClient one : List.of(roman, sergei)) {
      assertThat(one.post("/members/roman-krylov/erase", confirmed()).code())
          .isEqualTo("not_allowed");
    }
    assertThat(erase(Json.object()).code()).isEqualTo("confirmation_needed");
    assertThat(erase(Json.object().put("confirm", false)).code()).isEqualTo("confirmation_needed");
    assertThat(erase(confirmed().put("after", "elsewhere")).code()).isEqualTo("invalid_field");
    assertThat(erase(confirmed().put("after", "A".repeat(22) + ".1.0")).code())
        .isEqualTo("invalid_field");
    assertThat(oleg.post("/members/nobody/erase", confirmed()).code()).isEqualTo("not_found");
    assertThat(roman.entries(conversation, 100)).isEqualTo(before);
  }

  private void say(ParleyClient person, String message, long after, String text) {
    person.post("/conversations/" + conversation + "/send", saying(message, after, text)).success();
  }

  private static ObjectNode saying(String message, long after, String text) {
    return Json.object().put("clientMessageId", message).put("after", after).put("text", text);
  }

  private Response erase(ObjectNode body) {
    return oleg.post("/members/roman-krylov/erase", body);
  }

  private static ObjectNode confirmed() {
    return Json.object().put("confirm", true);
  }
}
