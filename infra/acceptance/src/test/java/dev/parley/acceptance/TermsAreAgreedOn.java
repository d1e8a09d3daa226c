package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the two come to an agreement, or do not. */
class TermsAreAgreedOn {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-17")
  @Test
  void aRequestFromThePageOfASpecialistOpensTheDialogOrFindsIt() {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, Deal.VERA);
    ObjectNode wish = Deal.wish().put("specialist", "anna-belova");
    String id = vera.request("from-the-page", wish).success().path("consultationId").asText();
    JsonNode shown = vera.consultation(id);
    String conversation = shown.path("conversationId").asText();
    assertThat(shown.path("specialist"))
        .isEqualTo(
            Json.read(
                "{\"id\":\"anna-belova\",\"name\":\"Anna"
                    + " Belova\",\"specialistKind\":\"advocate\"}"));
    assertThat(vera.openWithSpecialist("anna-belova").path("id").asText()).isEqualTo(conversation);
    assertThat(vera.entries(conversation, 10))
        .extracting(entry -> entry.path("kind").asText())
        .containsExactly("opened", "consultation");

    String other = vera.request("once-again", wish).success().path("consultationId").asText();
    assertThat(vera.consultation(other).path("conversationId").asText()).isEqualTo(conversation);
    assertThat(other).isNotEqualTo(id);
  }

  @Requirement("S0-18")
  @Test
  void aRequestFromTheDialogStaysInIt() {
    Deal deal = new Deal(parley).requested();
    assertThat(deal.shown().path("conversationId").asText()).isEqualTo(deal.conversation);
    assertThat(deal.as(Deal.LEV).consultations().at("/consultations/0/id").asText())
        .isEqualTo(deal.id);
  }

  @Requirement("S0-19")
  @Test
  void aRequestSaysTheKindOfServiceAndTheTime() {
    Deal deal = new Deal(parley);
    for (String field : List.of("service", "due")) {
      ObjectNode wish = Deal.wish().put("conversationId", deal.conversation).without(field);
      Response refused = deal.request(wish);
      deal.refused(refused, 400, "missing_field");
      assertThat(refused.body().path("field").asText()).isEqualTo(field);
    }
    ObjectNode wish = Deal.wish().put("conversationId", deal.conversation);
    deal.id =
        deal.request(wish.put("question", "May I sign this?"))
            .success()
            .path("consultationId")
            .asText();
    JsonNode seen = deal.as(Deal.LEV).consultation(deal.id);
    assertThat(seen.at("/stage/service").asText()).isEqualTo("Reading a lease");
    assertThat(seen.at("/stage/due/within").asText()).isEqualTo("PT48H");
    assertThat(seen.path("question").asText()).isEqualTo("May I sign this?");
  }

  @Requirement({"S0-09", "S0-10"})
  @Test
  void anAgreedStartIsWhenItOpensAndNotBefore() {
    Deal deal = new Deal(parley).requested();
    deal.credit(100_000);
    String start = deal.now().plus(Duration.ofHours(30)).toString();
    deal.does(Deal.LEV, "offer", Deal.offer(100_000).put("startAt", start));
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 1));
    deal.does(Deal.VERA, "pay");
    assertThat(deal.shown().at("/stage/name").asText()).isEqualTo("paid");
    assertThat(deal.shown().at("/stage/startAt").asText()).isEqualTo(start.substring(0, 23) + "Z");
    deal.refused(deal.tries(Deal.LEV, "close", Json.object()), 409, "wrong_stage");
    deal.leap(Duration.ofHours(30));
    assertThat(deal.stage()).isEqualTo("open");
    assertThat(deal.events()).endsWith("paid", "opened");
  }

  @Requirement({"S0-21", "S0-22", "S0-25"})
  @Test
  void offersAreRefusedLapseAndAreMadeAnew() {
    Deal deal = new Deal(parley).offered(300_000);
    deal.does(Deal.VERA, "decline", Deal.note("That is too much."));
    assertThat(deal.stage()).isEqualTo("requested");
    deal.does(Deal.LEV, "offer", Deal.offer(250_000));
    deal.leap(Duration.ofDays(3));
    deal.refused(deal.tries(Deal.VERA, "agree", Json.object().put("terms", 2)), 409, "wrong_stage");
    assertThat(deal.stage()).isEqualTo("requested");
    deal.does(Deal.LEV, "offer", Deal.offer(200_000));
    assertThat(deal.shown().at("/terms/version").asInt()).isEqualTo(3);
    deal.does(Deal.LEV, "decline", Deal.note("I am ill."));
    assertThat(deal.stage()).isEqualTo("declined");
    assertThat(deal.events())
        .containsExactly(
            "requested",
            "offered",
            "offer_declined",
            "offered",
            "offer_lapsed",
            "offered",
            "declined");
  }

  @Requirement("S3-25")
  @Test
  void whichTermsWereShownAndWhichWereAgreedToStaysRecorded() {
    Deal deal = new Deal(parley).offered(300_000);
    JsonNode first = deal.shown().path("terms");
    deal.does(Deal.LEV, "revise", Deal.offer(250_000));
    Response late = deal.tries(Deal.VERA, "agree", Json.object().put("terms", 1));
    deal.refused(late, 409, "terms_changed");
    JsonNode second = deal.shown().path("terms");
    assertThat(second.path("version").asInt()).isEqualTo(2);
    assertThat(second.path("hash")).isNotEqualTo(first.path("hash"));
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 2));

    deal.credit(250_000);
    deal.does(Deal.VERA, "pay");
    deal.leap(Duration.ofHours(1));
    assertThat(deal.shown().path("terms")).isEqualTo(second);
    List<JsonNode> told =
        deal.as(Deal.VERA).entries(deal.conversation, 50).stream()
            .filter(entry -> entry.path("kind").asText().equals("consultation"))
            .toList();
    assertThat(told)
        .extracting(
            entry -> entry.path("author").asText(),
            entry -> entry.at("/consultation/event").asText(),
            entry -> entry.at("/consultation/price/amount").asLong())
        .contains(
            org.assertj.core.groups.Tuple.tuple(Deal.LEV, "offered", 300_000L),
            org.assertj.core.groups.Tuple.tuple(Deal.LEV, "revised", 250_000L),
            org.assertj.core.groups.Tuple.tuple(Deal.VERA, "agreed", 250_000L));
  }

  @Requirement("S3-28")
  @Test
  void aFreeConsultationNeedsNoPayment() {
    Deal deal = new Deal(parley).offered(0);
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 1));
    assertThat(deal.stage()).isEqualTo("open");
    deal.does(Deal.LEV, "close");
    deal.does(Deal.VERA, "accept");
    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.as(Deal.VERA).statement("wallet").path("lines")).isEmpty();
    assertThat(deal.as(Deal.LEV).statement("income").path("lines")).isEmpty();
  }

  @Requirement("S0-10")
  @Test
  void whatIsNotPaidIsNeverOpenAndExpires() {
    Deal deal = new Deal(parley).agreed(100_000);
    for (String command : List.of("close", "offer", "revise")) {
      JsonNode body = command.equals("close") ? Json.object() : Deal.offer(1);
      deal.refused(deal.tries(Deal.LEV, command, body), 409, "wrong_stage");
    }
    deal.leap(Duration.ofDays(1));
    deal.credit(100_000);
    deal.refused(deal.tries(Deal.VERA, "pay", Json.object()), 409, "wrong_stage");
    assertThat(deal.stage()).isEqualTo("expired");
    assertThat(deal.wallet()).isEqualTo(100_000);
    assertThat(deal.events()).doesNotContain("paid", "opened");
  }
}
