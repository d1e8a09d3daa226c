package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A specialist gives way though they need not, and it is written down that they did, and why. */
class GoodwillIsRecorded {
  private static final String MISTAKE = "Вы ошиблись услугой: верну всё, хотя работа сделана.";

  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S3-31")
  @Test
  void whoConcedesThoughTheWorkWasDoneSaysWhyAndItStaysInTheLogAndInTheBooks() {
    Deal deal = new Deal(parley).disputed(100_000);
    ObjectNode goodwill = goodwill(MISTAKE);
    deal.refused(deal.tries(Deal.VERA, "concede", goodwill), 409, "wrong_stage");
    deal.does(Deal.LEV, "concede", goodwill);

    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.wallet()).isEqualTo(100_000);
    for (String person : new String[] {Deal.VERA, Deal.LEV}) {
      JsonNode told = told(deal, person, "conceded");
      assertThat(told.path("author").asText()).isEqualTo(Deal.LEV);
      assertThat(told.at("/consultation/goodwill").asText()).isEqualTo(MISTAKE);
      assertThat(told.path("consultation").has("note")).isFalse();
    }
    JsonNode line = deal.as(Deal.VERA).statement("wallet").at("/lines/2");
    assertThat(line.path("event").asText()).isEqualTo("refunded");
    assertThat(line.path("reason").asText()).isEqualTo(MISTAKE);
  }

  @Requirement("S3-31")
  @Test
  void whoWorksForNothingOutOfGoodwillSaysSoWithTheOffer() {
    Deal deal = new Deal(parley).offered(300_000);
    String why = "You were deceived elsewhere: I will look at it for nothing.";
    deal.does(Deal.LEV, "revise", Deal.offer(0).put("goodwill", why));

    assertThat(told(deal, Deal.VERA, "revised").at("/consultation/goodwill").asText())
        .isEqualTo(why);
    assertThat(told(deal, Deal.VERA, "offered").path("consultation").has("goodwill")).isFalse();
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 2));
    deal.does(Deal.LEV, "close");
    deal.does(Deal.VERA, "accept");
    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.as(Deal.VERA).statement("wallet").path("lines")).isEmpty();
  }

  @Test
  void goodwillHasItsWordsAndOneKeyHasOneOfThem() {
    Deal deal = new Deal(parley).disputed(100_000);
    for (String wrong : new String[] {"", "  ", "Я".repeat(201)}) {
      refused(deal.tries(Deal.LEV, "concede", goodwill(wrong)));
      refused(deal.tries(Deal.LEV, "offer", Deal.offer(0).put("goodwill", wrong)));
    }
    refused(deal.tries(Deal.LEV, "concede", goodwill(MISTAKE).put("note", "And a note.")));
    assertThat(deal.stage()).isEqualTo("disputed");

    ParleyClient lev = deal.as(Deal.LEV);
    JsonNode receipt = lev.order(deal.id, "concede", "the-same", goodwill(MISTAKE)).success();
    assertThat(lev.order(deal.id, "concede", "the-same", goodwill(MISTAKE)).success())
        .isEqualTo(receipt);
    deal.refused(
        lev.order(deal.id, "concede", "the-same", Deal.note(MISTAKE)), 422, "idempotency_mismatch");
  }

  private static void refused(Response answer) {
    Deal.refused(answer, 400, "invalid_field", "goodwill", answer.body().toString());
  }

  private static ObjectNode goodwill(String why) {
    return Json.object().put("goodwill", why);
  }

  private static JsonNode told(Deal deal, String person, String event) {
    return deal.as(person).entries(deal.conversation, 50).stream()
        .filter(entry -> entry.at("/consultation/event").asText().equals(event))
        .findFirst()
        .orElseThrow();
  }
}
