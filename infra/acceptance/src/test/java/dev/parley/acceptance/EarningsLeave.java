package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.ACCOUNTANT;
import static dev.parley.acceptance.Deal.LEV;
import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a specialist has earned leaves to their purse once, or is back. */
class EarningsLeave {
  private static final long ALL = 90_000;
  private static final Duration ASKED_BY_THEN = Duration.ofMinutes(3);

  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-14", "S0-15"})
  @Test
  void whatIsEarnedLeavesToAPurse() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    ObjectNode wish = PayDesk.toPurse(ALL, PayDesk.PURSE);
    ParleyClient lev = desk.deal.as(LEV);
    JsonNode receipt = lev.post("/withdrawals", "to-my-purse", wish).success();
    assertThat(lev.post("/withdrawals", "to-my-purse", wish).success()).isEqualTo(receipt);
    String id = receipt.path("id").asText();
    JsonNode paid = desk.withdrawalComesTo(LEV, id, "paid");
    assertThat(paid.at("/to/purse").asText()).isEqualTo("P…6188");
    assertThat(List.of(desk.earnings(), desk.has(LEV, "withdrawing"))).containsExactly(0L, 0L);
    assertThat(desk.lines(LEV, "income")).containsExactly("released", "withdrawn", "left");
    assertThat(sent(desk, id)).extracting(it -> it.path("status").asText()).containsExactly("paid");
    desk.holds(-ALL);
    assertThat(lev.post("/withdrawals", "to-my-purse", wish).success()).isEqualTo(receipt);
  }

  private List<JsonNode> sent(PayDesk desk, String id) {
    return parley.sandbox().read("payouts", desk.deal.workspace + "." + id).valueStream().toList();
  }

  @Requirement("S0-14")
  @Test
  void whatThePurseDoesNotTakeIsBackAndCanLeaveAgain() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    desk.next("fail");
    String id = desk.withdrawn(ALL);
    JsonNode failed = desk.withdrawalComesTo(LEV, id, "failed");
    assertThat(failed.path("reason").asText()).isNotEmpty();
    assertThat(List.of(desk.earnings(), desk.has(LEV, "withdrawing"))).containsExactly(ALL, 0L);
    assertThat(desk.lines(LEV, "income")).containsExactly("released", "withdrawn", "stayed");
    desk.holds(0);
    desk.withdrawalComesTo(LEV, desk.withdrawn(ALL), "paid");
    desk.holds(-ALL);
  }

  @Requirement("S0-14")
  @Test
  void aRequestThatIsLostIsReconcilingAndThenPaidOnce() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    desk.next("lose_request");
    String id = desk.withdrawn(ALL);
    assertThat(desk.withdrawalComesTo(LEV, id, "reconciling").has("since")).isTrue();
    assertThat(List.of(desk.earnings(), desk.has(LEV, "withdrawing"))).containsExactly(0L, ALL);
    assertThat(desk.onDesk("reconciling").path("id").asText()).isEqualTo(id);
    assertThat(sent(desk, id)).isEmpty();
    parley.pass(ASKED_BY_THEN);
    desk.withdrawalComesTo(LEV, id, "paid");
    assertThat(sent(desk, id)).hasSize(1);
    Waiting.until(() -> desk.desk("reconciling"), List::isEmpty);
    desk.holds(-ALL);
  }

  @Requirement("S0-14")
  @Test
  void anAnswerThatIsLostLeavesItPaidOnce() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    desk.next("lose_answer");
    String id = desk.withdrawn(ALL);
    Waiting.until(() -> sent(desk, id), found -> found.size() == 1);
    parley.pass(ASKED_BY_THEN);
    desk.withdrawalComesTo(LEV, id, "paid");
    assertThat(sent(desk, id)).hasSize(1);
    assertThat(desk.lines(LEV, "income")).containsExactly("released", "withdrawn", "left");
    desk.holds(-ALL);
  }

  @Requirement("S0-14")
  @Test
  void whatTheProviderNeverTellsOfIsAskedFor() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    desk.next("never");
    String id = desk.withdrawn(ALL);
    desk.withdrawalComesTo(LEV, id, "sent");
    assertThat(List.of(desk.earnings(), desk.has(LEV, "withdrawing"))).containsExactly(0L, ALL);
    String theirs = sent(desk, id).getFirst().path("id").asText();
    desk.provider().control("/payouts/" + theirs + "/settle", Json.object().put("status", "paid"));
    parley.pass(ASKED_BY_THEN);
    desk.withdrawalComesTo(LEV, id, "paid");
    desk.holds(-ALL);
  }

  @Requirement({"S0-14", "S0-15"})
  @Test
  void whoWantsAllOfItTwiceAtOnceGetsItOnce() throws Exception {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    List<Response> answers = AtOnce.times(2, () -> insisting(desk));
    assertThat(answers)
        .extracting(Response::code)
        .containsExactlyInAnyOrder("", "insufficient_funds");
    JsonNode refused =
        answers.stream().filter(it -> it.status() != 201).findFirst().orElseThrow().body();
    assertThat(refused.path("shortfall")).isEqualTo(Deal.money(ALL));
    String id =
        answers.stream()
            .filter(it -> it.status() == 201)
            .findFirst()
            .orElseThrow()
            .body()
            .path("id")
            .asText();
    desk.withdrawalComesTo(LEV, id, "paid");
    assertThat(desk.earnings()).isZero();
    desk.holds(-ALL);
  }

  /** Whoever is only too busy tries again, as a client does. */
  private static Response insisting(PayDesk desk) {
    ParleyClient lev = desk.deal.as(LEV);
    String key = desk.deal.key();
    return Waiting.until(
        () -> lev.post("/withdrawals", key, PayDesk.toPurse(ALL, PayDesk.PURSE)),
        answer -> answer.status() != 503);
  }

  @Requirement("S0-14")
  @Test
  void whatIsMuchLeavesOnlyWhenASecondPersonAgrees() {
    PayDesk desk = new PayDesk(new Deal(parley, strict())).earned(ALL);
    Deal deal = desk.deal;
    String rejected = desk.withdrawn(ALL);
    assertThat(desk.onDesk("approval").path("id").asText()).isEqualTo(rejected);
    assertThat(deal.as(LEV).withdrawal(rejected).path("stage").asText()).isEqualTo("awaiting");
    for (String person : List.of(LEV, VERA)) {
      Response tried = desk.post(person, "/withdrawals/" + rejected + "/approve", Json.object());
      deal.refused(tried, 403, "not_allowed");
    }
    ObjectNode why = PayDesk.reason("Not his purse.");
    desk.post(ACCOUNTANT, "/withdrawals/" + rejected + "/reject", why).success();
    JsonNode shown = deal.as(LEV).withdrawal(rejected);
    assertThat(Stream.of("stage", "by", "reason").map(name -> shown.path(name).asText()))
        .containsExactly("rejected", ACCOUNTANT, "Not his purse.");
    assertThat(desk.earnings()).isEqualTo(ALL);

    String cancelled = desk.withdrawn(ALL);
    String cancel = "/withdrawals/" + cancelled + "/cancel";
    deal.refused(desk.post(VERA, cancel, Json.object()), 404, "not_found");
    desk.post(LEV, cancel, Json.object()).success();
    assertThat(desk.earnings()).isEqualTo(ALL);
    Response late = desk.post(ACCOUNTANT, "/withdrawals/" + cancelled + "/approve", Json.object());
    deal.refused(late, 409, "wrong_stage");

    String approved = desk.withdrawn(ALL);
    desk.post(ACCOUNTANT, "/withdrawals/" + approved + "/approve", Json.object()).success();
    desk.withdrawalComesTo(LEV, approved, "paid");
    deal.refused(
        desk.post(LEV, "/withdrawals/" + approved + "/cancel", Json.object()), 409, "wrong_stage");
    desk.holds(-ALL);
  }

  /** A legal portal where hardly anything leaves on one person's word. */
  private String strict() {
    ObjectNode json =
        Presets.in(Repository.ROOT).stream()
            .filter(preset -> preset.id().equals("legal-portal"))
            .findFirst()
            .orElseThrow()
            .json()
            .deepCopy();
    json.withObject("payments").put("approvalAbove", ALL - 1);
    return parley.workspace(new Preset(json));
  }

  @Requirement({"S0-14", "S0-15"})
  @Test
  void tooLittleTooMuchAndToNoPurseNothingLeaves() {
    PayDesk desk = new PayDesk(parley).earned(ALL);
    Deal deal = desk.deal;
    deal.refused(desk.withdraws(9_999), 422, "below_minimum");
    deal.refused(desk.withdraws(10_000_001), 422, "above_limit");
    Response more = desk.withdraws(ALL + 1);
    deal.refused(more, 402, "insufficient_funds");
    assertThat(more.body().path("shortfall")).isEqualTo(Deal.money(1));
    for (String purse :
        List.of(
            "Z731940256188",
            "P73194025618",
            "P7319402561880",
            "p731940256188",
            "731940256188",
            "P73194025618x",
            "P 731940256188",
            "P٧٣١٩٤٠٢٥٦١٨٨")) {
      Response refused = desk.post(LEV, "/withdrawals", PayDesk.toPurse(ALL, purse));
      Deal.refused(refused, 400, "invalid_field", "purse", purse);
    }
    Response nowhere = desk.post(LEV, "/withdrawals", PayDesk.amount(ALL));
    deal.refused(nowhere, 400, "missing_field");
    deal.refused(
        desk.post(VERA, "/withdrawals", PayDesk.toPurse(ALL, PayDesk.PURSE)),
        402,
        "insufficient_funds");
    assertThat(desk.lines(LEV, "income")).containsExactly("released");
    assertThat(desk.earnings()).isEqualTo(ALL);
    desk.holds(0);
  }
}
