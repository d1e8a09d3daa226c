package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.LEV;
import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money goes back where it came from: by its owner's wish, or because a bank takes it. */
class MoneyGoesBack {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-26")
  @Test
  void whatIsNotUsedGoesBackWhereItCameFrom() {
    PayDesk desk = new PayDesk(parley);
    String topUp = desk.paidIn(100_000);
    String id = desk.takesBack(30_000, topUp).success().path("id").asText();
    JsonNode paid = desk.withdrawalComesTo(VERA, id, "paid");
    assertThat(paid.at("/to/paymentId").asText()).isEqualTo(topUp);
    assertThat(desk.deal.wallet()).isEqualTo(70_000);
    JsonNode origin = desk.deal.as(VERA).topUp(topUp);
    assertThat(List.of(origin.path("returned"), origin.path("left")))
        .containsExactly(Deal.money(30_000), Deal.money(70_000));
    assertThat(desk.lines(VERA, "wallet")).containsExactly("topped_up", "withdrawn", "left");
    assertThat(parley.sandbox().read("refunds", desk.deal.workspace + "." + id)).hasSize(1);
    desk.holds(70_000);

    desk.next("fail");
    String kept = desk.takesBack(70_000, topUp).success().path("id").asText();
    desk.withdrawalComesTo(VERA, kept, "failed");
    assertThat(List.of(desk.deal.wallet(), desk.has(VERA, "returning")))
        .containsExactly(70_000L, 0L);
    assertThat(desk.deal.as(VERA).topUp(topUp).path("left")).isEqualTo(Deal.money(70_000));
    desk.holds(70_000);
  }

  @Test
  void noMoreGoesBackThanIsLeftAndOnlyByTheOneWhosePaymentItWas() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(80_000));
    Deal deal = desk.deal;
    String waiting = desk.opened(10_000).path("id").asText();
    deal.refused(desk.takesBack(10_000, waiting), 409, "wrong_stage");
    String topUp = desk.paidIn(100_000);
    deal.refused(desk.takesBack(100_001, topUp), 422, "above_limit");
    ObjectNode wish = PayDesk.amount(100_000).put("topUpId", topUp);
    for (String person : List.of(LEV, Deal.ACCOUNTANT, "pavel-zimin")) {
      deal.refused(desk.post(person, "/withdrawals", wish), 404, "not_found");
    }
    deal.refused(
        desk.post(VERA, "/withdrawals", wish.deepCopy().put("purse", PayDesk.PURSE)),
        400,
        "invalid_field");
    deal.does(VERA, "pay");
    deal.refused(desk.takesBack(100_000, topUp), 402, "insufficient_funds");
    assertThat(deal.wallet()).isEqualTo(20_000);
    String id = desk.takesBack(20_000, topUp).success().path("id").asText();
    desk.withdrawalComesTo(VERA, id, "paid");
    desk.holds(80_000);
  }

  @Test
  void whatABankTakesBackIsGoneFromTheWallet() {
    PayDesk desk = new PayDesk(parley);
    String topUp = desk.paidIn(100_000);
    takenBack(desk, topUp, "return", 40_000);
    Waiting.until(desk.deal::wallet, left -> left == 60_000);
    takenBack(desk, topUp, "chargeback", 60_000);
    Waiting.until(desk.deal::wallet, left -> left == 0);
    assertThat(desk.lines(VERA, "wallet")).containsExactly("topped_up", "taken_back", "taken_back");
    assertThat(desk.has(VERA, "owed")).isZero();
    assertThat(desk.deal.as(VERA).topUp(topUp).path("takenBack")).isEqualTo(Deal.money(100_000));
    desk.holds(0);
  }

  @Test
  void whatABankTakesBackAfterItWasSpentIsLaidOutByTheReserveAndOwed() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(80_000));
    Deal deal = desk.deal;
    deal.fund(50_000);
    String topUp = desk.paidIn(100_000);
    deal.does(VERA, "pay");
    takenBack(desk, topUp, "chargeback", 100_000);
    Waiting.until(() -> desk.has(VERA, "owed"), owed -> owed == 80_000);
    assertThat(deal.wallet()).isZero();
    assertThat(deal.stage()).isEqualTo("open");
    assertThat(List.of(desk.total("reserve"), desk.total("advances")))
        .containsExactly(-30_000L, 80_000L);
    JsonNode debt = deal.as(VERA).statement("income").at("/lines/0");
    assertThat(debt.path("event").asText()).isEqualTo("taken_back");
    assertThat(debt.at("/balances/receivable/amount").asLong()).isEqualTo(-80_000);
    JsonNode gone = deal.as(VERA).statement("wallet").path("lines");
    assertThat(gone.path(gone.size() - 1).at("/amounts/wallet/amount").asLong()).isEqualTo(-20_000);
    desk.holds(0);

    desk.paidIn(95_000);
    assertThat(List.of(deal.wallet(), desk.has(VERA, "owed"))).containsExactly(15_000L, 0L);
    desk.holds(95_000);
  }

  /** The provider takes money of a payment back, and tells of it. */
  private void takenBack(PayDesk desk, String topUp, String how, long kopecks) {
    JsonNode payments = parley.sandbox().read("payments", desk.deal.workspace + "." + topUp);
    String payment = payments.at("/0/id").asText();
    desk.provider().control("/payments/" + payment + "/" + how, PayDesk.amount(kopecks));
  }
}
