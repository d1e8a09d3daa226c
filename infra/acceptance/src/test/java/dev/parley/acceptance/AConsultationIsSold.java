package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consultation from the request to the last kopeck, in the dialog of the two. */
class AConsultationIsSold {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-05", "S0-07", "S0-08", "S0-11", "S0-23", "S0-24", "S0-28", "S0-29", "S0-30"})
  @Test
  void fromTheRequestToTheSpecialistsEarningsInOneConversation() {
    Deal deal = new Deal(parley);
    deal.credit(300_000);
    try (ChatSocket phone = deal.as(Deal.VERA).connect();
        ChatSocket office = deal.as(Deal.LEV).connect()) {
      phone.watch(deal.conversation);
      office.watch(deal.conversation);
      deal.requested();
      told(office, "requested");
      deal.does(Deal.LEV, "offer", Deal.offer(250_000));
      JsonNode offer = told(phone, "offered");
      assertThat(offer.path("service").asText()).isEqualTo("Reading a lease");
      assertThat(offer.path("price")).isEqualTo(Deal.money(250_000));
      JsonNode terms = deal.shown().path("terms");
      assertThat(terms.path("due").path("within").asText()).isEqualTo("PT48H");
      assertThat(terms.path("details").asText()).isEqualTo("Up to 20 pages.");

      deal.does(Deal.VERA, "agree", Json.object().put("terms", terms.path("version").asInt()));
      assertThat(deal.stage()).isEqualTo("agreed");
      deal.does(Deal.VERA, "pay");
      told(office, "paid");
      assertThat(deal.stage()).isEqualTo("open");
      assertThat(deal.wallet()).isEqualTo(50_000);

      phone.send(deal.conversation, "May I sign this?");
      office.send(deal.conversation, "You may, without clause 7.");
      deal.does(Deal.LEV, "close", Deal.note("All is said."));
      assertThat(told(phone, "closed").path("note").asText()).isEqualTo("All is said.");
      assertThat(deal.earnings()).isZero();

      deal.does(Deal.VERA, "accept");
      told(office, "accepted");
    }
    JsonNode stage = deal.shown().path("stage");
    assertThat(stage.path("name").asText()).isEqualTo("completed");
    assertThat(stage.path("released")).isEqualTo(Deal.money(225_000));
    assertThat(stage.path("commission")).isEqualTo(Deal.money(25_000));
    assertThat(deal.earnings()).isEqualTo(225_000);
    assertThat(deal.as(Deal.VERA).entries(deal.conversation, 50))
        .extracting(entry -> entry.path("kind").asText())
        .containsExactly(
            "opened",
            "consultation",
            "consultation",
            "consultation",
            "consultation",
            "text",
            "text",
            "consultation",
            "consultation");
    assertThat(deal.as(Deal.VERA).consultations().path("consultations")).isEmpty();
  }

  @Requirement({"S0-11", "S0-30"})
  @Test
  void whatNobodyClaimsAgainstIsReleasedWhenTheWindowIsOver() {
    Deal deal = new Deal(parley).closed(100_000);
    deal.leap(Duration.ofHours(71));
    assertThat(deal.stage()).isEqualTo("closed");
    assertThat(deal.earnings()).isZero();
    deal.leap(Duration.ofHours(1));
    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.earnings()).isEqualTo(90_000);
    assertThat(deal.events()).endsWith("closed", "released");
  }

  @Requirement("S0-20")
  @Test
  void theSpecialistIsToldOfARequestLikeOfAMessageAndIsLedIntoTheDialog() {
    Deal deal = new Deal(parley);
    try (ChatSocket office = deal.as(Deal.LEV).connect()) {
      deal.requested();
      JsonNode hint =
          office.await(
              frame ->
                  frame.path("type").asText().equals("inbox")
                      && frame.at("/conversations/0/last/kind").asText().equals("consultation"),
              "hint of a request");
      JsonNode line = hint.at("/conversations/0");
      assertThat(line.path("conversationId").asText()).isEqualTo(deal.conversation);
      assertThat(line.path("unread").asInt()).isEqualTo(1);
      assertThat(line.path("unanswered").asBoolean()).isTrue();
    }
    List<JsonNode> log = deal.as(Deal.LEV).entries(deal.conversation, 10);
    assertThat(log.getLast().at("/consultation/event").asText()).isEqualTo("requested");
    assertThat(deal.as(Deal.LEV).consultation(deal.id).path("conversationId").asText())
        .isEqualTo(deal.conversation);
  }

  /** What an entry tells that comes to a socket by itself. */
  private static JsonNode told(ChatSocket socket, String event) {
    return socket
        .await(
            frame -> frame.at("/entry/consultation/event").asText().equals(event),
            "entry of " + event)
        .at("/entry/consultation");
  }
}
