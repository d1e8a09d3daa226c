package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may be asked, what must be there, and who decides where it goes. */
class MoneyIsHeldAndReleased {
  private static final long CAP = 1_000_000;

  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-33", "S0-34"})
  @Test
  void tenThousandRoublesAreOfferedAgreedAndPaidAndAKopeckMoreIsNot() {
    Deal deal = new Deal(parley).requested();
    for (long price : new long[] {CAP + 1, 100 * CAP}) {
      Response refused = deal.tries(Deal.LEV, "offer", Deal.offer(price));
      deal.refused(refused, 422, "price_cap");
      assertThat(refused.body().path("field").asText()).isEqualTo("price");
      assertThat(refused.body().path("detail").asText())
          .contains("written contract", "any other way");
    }
    assertThat(deal.stage()).isEqualTo("requested");
    deal.does(Deal.LEV, "offer", Deal.offer(CAP));
    deal.refused(deal.tries(Deal.LEV, "revise", Deal.offer(CAP + 1)), 422, "price_cap");
    deal.does(Deal.VERA, "agree", Json.object().put("terms", 1));
    deal.credit(CAP);
    deal.does(Deal.VERA, "pay");
    assertThat(deal.stage()).isEqualTo("open");
    assertThat(deal.wallet()).isZero();
  }

  @Requirement("S0-33")
  @Test
  void aCapThatIsLoweredLaterHoldsWhenItIsAgreedAndWhenItIsPaid() {
    Deal agreeing = new Deal(parley).offered(CAP);
    Deal paying = new Deal(parley, agreeing.workspace).agreed(CAP);
    paying.credit(CAP);
    cap(agreeing.workspace, CAP - 1);
    agreeing.refused(
        agreeing.tries(Deal.VERA, "agree", Json.object().put("terms", 1)), 422, "price_cap");
    paying.refused(paying.tries(Deal.VERA, "pay", Json.object()), 422, "price_cap");
    assertThat(List.of(agreeing.stage(), paying.stage())).containsExactly("offered", "agreed");
    assertThat(paying.wallet()).isEqualTo(CAP);
    cap(agreeing.workspace, CAP);
    paying.does(Deal.VERA, "pay");
  }

  private void cap(String workspace, long kopecks) {
    ObjectNode json =
        Presets.in(Repository.ROOT).stream()
            .filter(preset -> preset.id().equals("legal-portal"))
            .findFirst()
            .orElseThrow()
            .json()
            .deepCopy();
    json.withObject("consultations").put("priceCap", kopecks);
    Presets.provision(parley.cloud(), new Preset(json).as(workspace));
  }

  @Requirement({"S0-26", "S0-27"})
  @Test
  void whoHasTooLittleIsToldHowMuchIsMissingAndNothingIsPaidInPart() {
    Deal deal = new Deal(parley).agreed(250_000);
    for (long[] step : new long[][] {{0, 250_000}, {249_999, 1}}) {
      if (step[0] > 0) {
        deal.credit(step[0]);
      }
      Response refused = deal.tries(Deal.VERA, "pay", Json.object());
      deal.refused(refused, 402, "insufficient_funds");
      assertThat(refused.body().path("shortfall")).isEqualTo(Deal.money(step[1]));
      assertThat(deal.wallet()).isEqualTo(step[0]);
      assertThat(deal.stage()).isEqualTo("agreed");
    }
    try (ChatSocket phone = deal.as(Deal.VERA).connect()) {
      ObjectNode pay = Json.object().put("action", "pay").put("consultationId", deal.id);
      String request = phone.post(pay.put("key", "pay-by-frame"));
      JsonNode error =
          phone.await(it -> it.path("requestId").asText().equals(request), "answer to pay");
      assertThat(error.path("code").asText()).isEqualTo("insufficient_funds");
      assertThat(error.path("shortfall")).isEqualTo(Deal.money(1));
    }
    deal.credit(1);
    deal.does(Deal.VERA, "pay");
    assertThat(deal.wallet()).isZero();
  }

  @Requirement({"S0-11", "S0-15"})
  @Test
  void whatIsHeldIsNobodysUntilItIsReleased() {
    Deal deal = new Deal(parley).closed(100_000);
    JsonNode wallet = deal.as(Deal.LEV).wallet();
    assertThat(wallet.path("earnings")).isEqualTo(Deal.money(0));
    assertThat(wallet.path("withdrawing")).isEqualTo(Deal.money(0));
    assertThat(deal.as(Deal.LEV).statement("income").path("lines")).isEmpty();
    deal.does(Deal.VERA, "accept");
    assertThat(deal.as(Deal.LEV).wallet().path("earnings")).isEqualTo(Deal.money(90_000));
    JsonNode line = deal.as(Deal.LEV).statement("income").at("/lines/0");
    assertThat(line.path("event").asText()).isEqualTo("released");
    assertThat(line.path("of").asText()).isEqualTo(deal.id);
    assertThat(line.at("/amounts/earnings")).isEqualTo(Deal.money(90_000));
  }

  @Requirement({"S0-12", "S0-32"})
  @Test
  void aClaimStopsTheReleaseUntilItIsTakenBack() {
    Deal deal = new Deal(parley).closed(100_000);
    deal.leap(Duration.ofHours(70));
    deal.does(Deal.VERA, "claim", Deal.note("Clause 7 was not read."));
    deal.leap(Duration.ofDays(30));
    assertThat(deal.stage()).isEqualTo("disputed");
    assertThat(deal.shown().at("/stage/left").asText()).startsWith("PT1H59M");
    assertThat(deal.earnings()).isZero();
    deal.does(Deal.VERA, "withdraw");
    deal.leap(Duration.ofMinutes(119));
    assertThat(deal.stage()).isEqualTo("closed");
    deal.leap(Duration.ofMinutes(1));
    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.earnings()).isEqualTo(90_000);
  }

  @Requirement({"S0-13", "S0-31", "S0-43"})
  @Test
  void anArbiterGrantsAClaimAndTheClientHasEverythingBack() {
    Deal deal = new Deal(parley).disputed(100_000);
    JsonNode claims = claims(deal, Deal.ARBITER).success();
    assertThat(claims.path("complete").asBoolean()).isTrue();
    JsonNode claim = claims.at("/consultations/0");
    assertThat(claim.path("id").asText()).isEqualTo(deal.id);
    assertThat(claim.path("you").asText()).isEqualTo("arbiter");
    assertThat(Deal.texts(claim.path("allowedCommands"))).containsExactly("resolve");
    for (String person : List.of(Deal.VERA, Deal.LEV, Deal.ACCOUNTANT)) {
      deal.refused(claims(deal, person), 403, "not_allowed");
      Response tried = deal.tries(person, "resolve", verdict(100_000));
      assertThat(tried.code()).isIn("wrong_stage", "not_found");
    }
    deal.does(Deal.ARBITER, "resolve", verdict(100_000));
    assertThat(deal.stage()).isEqualTo("completed");
    assertThat(deal.wallet()).isEqualTo(100_000);
    assertThat(deal.earnings()).isZero();
    assertThat(claims(deal, Deal.ARBITER).success().path("consultations")).isEmpty();
    assertThat(deal.as(Deal.VERA).statement("wallet").at("/lines/2/event").asText())
        .isEqualTo("refunded");
  }

  @Requirement("S0-43")
  @Test
  void anArbiterRejectsAClaimOrPartsTheMoneyToTheKopeck() {
    Deal rejected = new Deal(parley).disputed(100_000);
    rejected.does(Deal.ARBITER, "resolve", verdict(0));
    assertThat(List.of(rejected.wallet(), rejected.earnings())).containsExactly(0L, 90_000L);

    Deal parted = new Deal(parley).disputed(99_999);
    Response tooMuch = parted.tries(Deal.ARBITER, "resolve", verdict(100_000));
    parted.refused(tooMuch, 400, "invalid_field");
    assertThat(tooMuch.body().path("field").asText()).isEqualTo("toClient");
    parted.does(Deal.ARBITER, "resolve", verdict(33_333));
    assertThat(List.of(parted.wallet(), parted.earnings())).containsExactly(33_333L, 60_000L);
    assertThat(parted.shown().at("/stage/commission")).isEqualTo(Deal.money(6_666));
  }

  @Requirement({"S0-13", "S0-31"})
  @Test
  void aSpecialistGrantsTheClaimWithoutAJudge() {
    Deal deal = new Deal(parley).disputed(100_000);
    deal.does(Deal.LEV, "concede", Deal.note("You are right."));
    assertThat(List.of(deal.wallet(), deal.earnings())).containsExactly(100_000L, 0L);
    assertThat(deal.events()).endsWith("claimed", "conceded");
  }

  @Requirement("S0-43")
  @Test
  void afterTheReleaseTheReserveLaysARefundOut() {
    Deal deal = new Deal(parley).closed(100_000);
    deal.does(Deal.VERA, "accept");
    ObjectNode refund = Deal.note("Agreed by telephone.");
    refund.set("amount", Deal.money(50_000));
    deal.refused(deal.tries(Deal.ARBITER, "refund", refund), 409, "reserve_exhausted");
    deal.fund(45_000);
    deal.does(Deal.ARBITER, "refund", refund);
    assertThat(deal.wallet()).isEqualTo(50_000);
    assertThat(deal.as(Deal.LEV).wallet().path("owed")).isEqualTo(Deal.money(45_000));
    assertThat(deal.earnings()).isEqualTo(90_000);
    assertThat(deal.shown().at("/stage/refunded")).isEqualTo(Deal.money(50_000));
  }

  private static ObjectNode verdict(long toClient) {
    ObjectNode verdict = Deal.note("I have read all of it.");
    verdict.set("toClient", Deal.money(toClient));
    return verdict;
  }

  private static Response claims(Deal deal, String person) {
    return deal.as(person).call("GET", "/claims", Optional.empty());
  }
}
