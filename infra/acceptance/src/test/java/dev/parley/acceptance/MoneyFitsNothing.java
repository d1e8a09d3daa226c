package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.ACCOUNTANT;
import static dev.parley.acceptance.Deal.LEV;
import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money that fits nothing that was expected is kept apart until somebody decides. */
class MoneyFitsNothing {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S3-30")
  @Test
  void whatIsPaidTwiceIsKeptApartAndMatchedByAnAccountant() {
    PayDesk desk = new PayDesk(parley);
    Deal deal = desk.deal;
    String topUp = desk.pressed(60_000, "pay_twice");
    desk.topUpComesTo(topUp, "credited");
    JsonNode stray = desk.onDesk("unmatched");
    assertThat(stray.path("why").asText()).isEqualTo("paid_before");
    assertThat(stray.path("amount")).isEqualTo(Deal.money(60_000));
    assertThat(stray.path("reference").asText()).isEqualTo(deal.workspace + "." + topUp);
    assertThat(List.of(deal.wallet(), desk.total("unmatched"))).containsExactly(60_000L, 60_000L);

    String path = "/unmatched/" + stray.path("id").asText() + "/assign";
    ObjectNode whose = PayDesk.reason("She sent the receipt.").put("person", VERA);
    for (String person : List.of(VERA, LEV, Deal.ARBITER)) {
      deal.refused(desk.post(person, path, whose), 403, "not_allowed");
    }
    ObjectNode nobodys = whose.deepCopy().put("person", "nobody");
    deal.refused(desk.post(ACCOUNTANT, path, nobodys), 404, "not_found");
    JsonNode receipt = deal.as(ACCOUNTANT).post(path, "assign-it", whose).success();
    assertThat(deal.as(ACCOUNTANT).post(path, "assign-it", whose).success()).isEqualTo(receipt);
    deal.refused(desk.post(ACCOUNTANT, path, whose), 409, "wrong_stage");

    assertThat(deal.wallet()).isEqualTo(120_000);
    JsonNode line = deal.as(VERA).statement("wallet").at("/lines/1");
    assertThat(List.of("event", "by", "reason").stream().map(name -> line.path(name).asText()))
        .containsExactly("assigned", ACCOUNTANT, "She sent the receipt.");
    Waiting.until(() -> desk.desk("unmatched"), List::isEmpty);
    desk.holds(120_000);
  }

  @Requirement("S3-30")
  @Test
  void whatNobodyHasAnnouncedOrIsOfAnotherAmountPaysForNothing() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(60_000));
    JsonNode topUp = desk.deal.tries(VERA, "pay", Json.object().put("topUp", true)).body();
    String id = topUp.at("/topUp/id").asText();
    stray(desk.deal.workspace + "." + id, 59_999);
    assertThat(desk.onDesk("unmatched").path("why").asText()).isEqualTo("other_amount");
    stray(desk.deal.workspace + ".for the reading", 60_000);
    List<JsonNode> found =
        Waiting.until(() -> desk.desk("unmatched"), strays -> strays.size() == 2);
    assertThat(found.getLast().path("why").asText()).isEqualTo("unknown_reference");
    assertThat(desk.deal.as(VERA).topUp(id).path("stage").asText()).isEqualTo("waiting");
    assertThat(desk.deal.stage()).isEqualTo("agreed");
    assertThat(desk.deal.wallet()).isZero();
    desk.holds(119_999);
  }

  @Requirement("S3-30")
  @Test
  void whatFitsNothingGoesBackWhereItCameFrom() {
    PayDesk desk = new PayDesk(parley);
    stray(desk.deal.workspace + ".a gift", 60_000);
    String path = "/unmatched/" + desk.onDesk("unmatched").path("id").asText() + "/give-back";
    ObjectNode why = PayDesk.reason("Nobody knows whose it is.");
    desk.deal.refused(desk.post(VERA, path, why), 403, "not_allowed");
    desk.next("fail");
    desk.post(ACCOUNTANT, path, why).success();
    JsonNode kept =
        Waiting.until(
                () -> desk.desk("unmatched"),
                found -> found.size() == 1 && found.getFirst().path("version").asInt() > 1)
            .getFirst();
    assertThat(kept.path("stage").asText()).isEqualTo("kept");
    desk.holds(60_000);

    desk.post(ACCOUNTANT, path, why).success();
    Waiting.until(() -> desk.total("gateway"), total -> total == 0);
    assertThat(desk.desk("unmatched")).isEmpty();
    assertThat(desk.total("unmatched")).isZero();
    desk.holds(0);
  }

  @Requirement("S3-30")
  @Test
  void whoeverPaysATarotReaderOnTheirOwnGetsNothingForItUntilSheFindsTheirPayment() {
    ObjectNode json =
        Presets.in(Repository.ROOT).stream()
            .filter(preset -> preset.id().equals("tarot-practice"))
            .findFirst()
            .orElseThrow()
            .json()
            .deepCopy();
    ObjectNode maria = (ObjectNode) json.at("/members/0");
    maria.withArray("roles").add("accountant");
    String workspace = parley.workspace(new Preset(json));
    String reader = maria.path("id").asText();
    ParleyClient yulia = parley.device(workspace, "yulia-snegireva");
    String order =
        yulia
            .request("a-reading", Deal.wish().put("specialist", reader))
            .success()
            .path("consultationId")
            .asText();
    ParleyClient her = parley.device(workspace, reader);
    her.order(order, "offer", "her-offer", Deal.offer(90_000)).success();
    yulia.order(order, "agree", "i-agree", Json.object().put("terms", 1)).success();

    stray(workspace + ".from Yulia", 90_000);
    JsonNode found =
        Waiting.until(
            () ->
                her.call("GET", "/payments/desk?list=unmatched", Optional.empty())
                    .success()
                    .path("payments"),
            strays -> strays.size() == 1);
    assertThat(yulia.order(order, "pay", "i-paid", Json.object()).code())
        .isEqualTo("insufficient_funds");
    assertThat(yulia.wallet().path("wallet")).isEqualTo(Deal.money(0));
    ObjectNode hers = PayDesk.reason("She explained calmly.").put("person", yulia.person());
    her.post("/unmatched/" + found.at("/0/id").asText() + "/assign", "match-it", hers).success();
    yulia.order(order, "pay", "i-pay-now", Json.object()).success();
    assertThat(yulia.consultation(order).at("/stage/name").asText()).isEqualTo("open");
  }

  private void stray(String reference, long kopecks) {
    ObjectNode body = PayDesk.amount(kopecks).put("reference", reference);
    parley.sandbox().client().control("/strays", body);
  }
}
