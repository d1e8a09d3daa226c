package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is paid on the provider's page is in the wallet once, however it is told. */
class MoneyComesIn {
  private static final Duration ASKED_BY_THEN = Duration.ofMinutes(3);

  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-26")
  @Test
  void whatIsPaidOnThePageIsInTheWalletToPayWith() {
    PayDesk desk = new PayDesk(parley);
    Deal deal = desk.deal;
    ParleyClient vera = deal.as(VERA);
    ObjectNode body = PayDesk.amount(150_000);
    JsonNode first = vera.post("/top-ups", "by-my-card", body).success();
    String id = first.path("id").asText();
    assertThat(first.path("stage").asText()).isEqualTo("waiting");
    assertThat(vera.post("/top-ups", "by-my-card", body).success()).isEqualTo(first);
    Response other = vera.post("/top-ups", "by-my-card", PayDesk.amount(150_001));
    deal.refused(other, 422, "idempotency_mismatch");
    assertThat(deal.wallet()).isZero();

    desk.provider().press(first.path("page").asText(), "pay");
    JsonNode credited = desk.topUpComesTo(id, "credited");
    assertThat(credited.path("left")).isEqualTo(Deal.money(150_000));
    assertThat(deal.wallet()).isEqualTo(150_000);
    JsonNode line = deal.as(VERA).statement("wallet").at("/lines/0");
    assertThat(line.path("event").asText()).isEqualTo("topped_up");
    assertThat(line.path("of").asText()).isEqualTo(id);
    JsonNode again = vera.post("/top-ups", "by-my-card", body).success();
    assertThat(again.path("stage").asText()).isEqualTo("credited");
    assertThat(List.of(again.path("id"), again.path("version"), again.path("at")))
        .containsExactly(first.path("id"), first.path("version"), first.path("at"));

    deal.agreed(150_000).does(VERA, "pay");
    assertThat(deal.stage()).isEqualTo("open");
    desk.holds(150_000);
  }

  @Requirement("S0-26")
  @Test
  void whatIsToldTwiceIsThereOnce() {
    PayDesk desk = new PayDesk(parley);
    String id = desk.pressed(70_000, "pay_tell_twice");
    List<Relay.Call> told =
        Waiting.until(() -> parley.sandbox().told(desk.deal.workspace), calls -> calls.size() == 2);
    assertThat(told).extracting(Relay.Call::answer).containsExactly(204, 204);
    assertThat(told.stream().map(call -> call.headers().get("webhook-id")).distinct()).hasSize(1);
    assertThat(desk.deal.as(VERA).topUp(id).path("stage").asText()).isEqualTo("credited");
    assertThat(desk.lines(VERA, "wallet")).containsExactly("topped_up");
    desk.holds(70_000);
  }

  @Requirement("S0-26")
  @Test
  void whatIsNeverToldIsFoundByAsking() {
    PayDesk desk = new PayDesk(parley);
    String id = desk.pressed(70_000, "pay_never_tell");
    assertThat(desk.deal.as(VERA).topUp(id).path("stage").asText()).isEqualTo("waiting");
    parley.pass(ASKED_BY_THEN);
    desk.topUpComesTo(id, "credited");
    assertThat(parley.sandbox().told(desk.deal.workspace)).isEmpty();
    assertThat(desk.deal.wallet()).isEqualTo(70_000);
    desk.holds(70_000);
  }

  @Test
  void whatIsPaidLaterOrTooLateArrives() {
    PayDesk desk = new PayDesk(parley);
    String later = desk.pressed(40_000, "pay_later");
    JsonNode late = desk.opened(30_000);
    desk.deal.leap(Duration.ofMinutes(10));
    desk.topUpComesTo(later, "credited");
    desk.deal.leap(Duration.ofHours(25));
    JsonNode lapsed = desk.topUpComesTo(late.path("id").asText(), "lapsed");
    assertThat(lapsed.path("refused").asBoolean()).isFalse();
    desk.provider().press(late.path("page").asText(), "pay");
    desk.topUpComesTo(late.path("id").asText(), "credited");
    assertThat(desk.deal.wallet()).isEqualTo(70_000);
    desk.holds(70_000);
  }

  @Test
  void whatThePayerOrTheirBankRefusesNeverComes() {
    PayDesk desk = new PayDesk(parley);
    String id = desk.pressed(70_000, "refuse");
    assertThat(desk.topUpComesTo(id, "lapsed").path("refused").asBoolean()).isTrue();
    assertThat(desk.deal.wallet()).isZero();
    desk.holds(0);
  }

  @Test
  void nobodyPaysInTooLittleTooMuchOrOtherMoney() {
    PayDesk desk = new PayDesk(parley);
    desk.deal.refused(topUp(desk, 99), 422, "below_minimum");
    desk.deal.refused(topUp(desk, 10_000_001), 422, "above_limit");
    desk.deal.refused(topUp(desk, 0), 400, "invalid_field");
    ObjectNode dollars = PayDesk.amount(1_000);
    dollars.withObjectProperty("amount").put("currency", "USD");
    desk.deal.refused(desk.post(VERA, "/top-ups", dollars), 400, "invalid_field");
    for (long kopecks : new long[] {100, 10_000_000}) {
      assertThat(topUp(desk, kopecks).status()).isEqualTo(201);
    }
  }

  private static Response topUp(PayDesk desk, long kopecks) {
    return desk.post(VERA, "/top-ups", PayDesk.amount(kopecks));
  }

  @Requirement({"S0-26", "S0-27"})
  @Test
  void whoIsShortIsOfferedAPageAndPaysTheConsultationThere() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(250_000));
    Deal deal = desk.deal;
    desk.paidIn(100_000);
    ParleyClient vera = deal.as(VERA);
    ObjectNode wanted = Json.object().put("topUp", true);
    Response refused = vera.order(deal.id, "pay", "pay-at-once", wanted);
    deal.refused(refused, 402, "insufficient_funds");
    assertThat(refused.body().path("shortfall")).isEqualTo(Deal.money(150_000));
    JsonNode topUp = refused.body().path("topUp");
    assertThat(topUp.path("amount")).isEqualTo(Deal.money(150_000));
    assertThat(topUp.path("stage").asText()).isEqualTo("waiting");
    assertThat(vera.order(deal.id, "pay", "pay-at-once", wanted).body()).isEqualTo(refused.body());
    assertThat(List.of(deal.wallet(), desk.has(VERA, "held"))).containsExactly(100_000L, 0L);
    assertThat(deal.stage()).isEqualTo("agreed");
    assertThat(deal.as(VERA).topUp(topUp.path("id").asText()).path("completes").asText())
        .isEqualTo(deal.id);

    desk.provider().press(topUp.path("page").asText(), "pay");
    Waiting.until(deal::stage, "open"::equals);
    assertThat(List.of(deal.wallet(), desk.has(VERA, "held"))).containsExactly(0L, 250_000L);
    assertThat(deal.events()).filteredOn("paid"::equals).hasSize(1);
    desk.holds(250_000);
  }

  @Requirement("S0-27")
  @Test
  void whatIsOverWhenThePageIsPaidLeavesTheMoneyInTheWallet() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(250_000));
    Response refused = desk.deal.tries(VERA, "pay", Json.object().put("topUp", true));
    desk.deal.does(VERA, "cancel");
    JsonNode topUp = refused.body().path("topUp");
    desk.provider().press(topUp.path("page").asText(), "pay");
    JsonNode credited =
        Waiting.until(
            () -> desk.topUpComesTo(topUp.path("id").asText(), "credited"),
            it -> !it.has("completes"));
    assertThat(credited.path("left")).isEqualTo(Deal.money(250_000));
    assertThat(desk.deal.stage()).isEqualTo("cancelled");
    assertThat(desk.deal.wallet()).isEqualTo(250_000);
    desk.holds(250_000);
  }

  @Requirement("S0-27")
  @Test
  void aKopeckThatIsMissingIsToppedUpByTheLeastThatCanBe() {
    PayDesk desk = new PayDesk(new Deal(parley).agreed(100_001));
    desk.deal.credit(100_000);
    Response refused = desk.deal.tries(VERA, "pay", Json.object().put("topUp", true));
    assertThat(refused.body().path("shortfall")).isEqualTo(Deal.money(1));
    assertThat(refused.body().at("/topUp/amount")).isEqualTo(Deal.money(100));
    desk.provider().press(refused.body().at("/topUp/page").asText(), "pay");
    Waiting.until(desk.deal::stage, "open"::equals);
    assertThat(desk.deal.wallet()).isEqualTo(99);
  }
}
