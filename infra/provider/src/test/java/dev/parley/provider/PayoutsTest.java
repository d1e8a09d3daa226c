package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayoutsTest extends ProviderCase {
  @Test
  void aPayoutIsPaidAtOnceAndTold() {
    Answer answer = merchant.post("/v1/payouts", Merchant.payout("w 1", 90));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().properties().stream().map(Map.Entry::getKey))
        .containsExactly("id", "reference", "amount", "status");
    assertThat(answer.status("status")).isEqualTo("paid");
    assertThat(merchant.balance()).isEqualTo(-90);
    assertThat(receiver.about(answer.id(), 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payout.paid");
    assertThat(of("payouts", "w 1")).containsExactly(answer.json());
    assertThat(of("refunds", "w 1")).isEmpty();
    assertThat(of("payouts", "never heard of")).isEmpty();
  }

  @Test
  void aPayoutFailsWithItsReason() {
    merchant.next("fail");
    Answer answer = merchant.post("/v1/payouts", Merchant.payout("w 2", 90));

    assertThat(answer.status("status")).isEqualTo("failed");
    assertThat(answer.status("reason")).isEqualTo("declined");
    assertThat(merchant.balance()).isZero();
    assertThat(receiver.about(answer.id(), 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payout.failed");
    assertThat(merchant.post("/v1/payouts", Merchant.payout("w 3", 90)).status("status"))
        .as("a behaviour is of one payout")
        .isEqualTo("paid");
  }

  @Test
  void aPayoutWaitsUntilItIsSettled() {
    merchant.next("wait");
    merchant.next("wait");
    String paid = merchant.post("/v1/payouts", Merchant.payout("w 4", 90)).id();
    String failed = merchant.post("/v1/payouts", Merchant.payout("w 5", 7)).id();
    settleDown();
    assertThat(of("payouts", "w 4").path(0).path("status").asText()).isEqualTo("waiting");
    assertThat(receiver.about(paid)).isEmpty();
    assertThat(merchant.balance()).isEqualTo(1);

    settle(paid, "paid");
    settle(failed, "failed");

    assertThat(receiver.about(paid, 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payout.paid");
    assertThat(receiver.about(failed, 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payout.failed");
    assertThat(merchant.balance()).isEqualTo(-89);
    assertThat(settle(paid, "failed").refusal()).isEqualTo("409 settled");
  }

  @Test
  void whatIsNeverToldIsSeenByAsking() {
    merchant.next("never");
    String id = merchant.post("/v1/payouts", Merchant.payout("w 6", 90)).id();
    assertThat(of("payouts", "w 6").path(0).path("status").asText()).isEqualTo("waiting");

    settle(id, "paid");
    settleDown();

    assertThat(of("payouts", "w 6").path(0).path("status").asText()).isEqualTo("paid");
    assertThat(receiver.about(id)).isEmpty();
  }

  @Test
  void aLostRequestLeavesNothing() {
    merchant.next("lose_request");
    String order = Merchant.payout("w 7", 90);

    assertThatThrownBy(() -> merchant.sendOrFail(merchant.posting("/v1/payouts", "k", order)))
        .isInstanceOf(IOException.class);
    assertThat(of("payouts", "w 7")).isEmpty();
    assertThat(merchant.balance()).isZero();

    assertThat(merchant.post("/v1/payouts", "k", order).status()).isEqualTo(201);
    assertThat(merchant.balance()).isEqualTo(-90);
  }

  @Test
  void aLostAnswerLeavesThePayoutMade() {
    merchant.next("lose_answer");
    String order = Merchant.payout("w 8", 90);

    assertThatThrownBy(() -> merchant.sendOrFail(merchant.posting("/v1/payouts", "k", order)))
        .isInstanceOf(IOException.class);
    JsonNode made = of("payouts", "w 8");
    assertThat(made).hasSize(1);
    Answer again = merchant.post("/v1/payouts", "k", order);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(made.get(0));
    assertThat(receiver.about(again.id(), 1)).hasSize(1);
    assertThat(merchant.balance()).isEqualTo(-90);
  }

  @Test
  void aPaymentIsRefundedUpToWhatIsLeft() {
    String payment = merchant.paid("top-up", 100, "pay");
    merchant.control("payments/" + payment + "/return", "{\"amount\":" + Merchant.money(10) + "}");

    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 1", payment, 91)).refusal())
        .isEqualTo("422 refused");
    Answer refund = merchant.post("/v1/refunds", Merchant.refund("r 1", payment, 60));
    assertThat(refund.status("status")).isEqualTo("paid");
    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 2", payment, 31)).refusal())
        .isEqualTo("422 refused");

    assertThat(merchant.balance()).isEqualTo(30);
    assertThat(receiver.about(refund.id(), 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("refund.paid");
    assertThat(of("refunds", "r 1")).containsExactly(refund.json());
    assertThat(merchant.statusOf(payment)).isEqualTo("returned");
  }

  @Test
  void whatARefundWaitsToTakeIsNotLeftUntilItFails() {
    String payment = merchant.paid("top-up", 100, "pay");
    merchant.next("wait");
    String waiting = merchant.post("/v1/refunds", Merchant.refund("r 3", payment, 60)).id();
    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 4", payment, 60)).refusal())
        .isEqualTo("422 refused");

    settle(waiting, "failed");

    assertThat(receiver.about(waiting, 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("refund.failed");
    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 4", payment, 60)).status())
        .isEqualTo(201);
    assertThat(merchant.balance()).isEqualTo(40);
  }

  @Test
  void aRefusedRefundUsesNeitherItsKeyNorABehaviourUp() {
    String payment = merchant.paid("top-up", 100, "pay");
    merchant.next("fail");
    merchant.post("/v1/refunds", "k", Merchant.refund("r 5", payment, 101));

    assertThat(
            merchant
                .post("/v1/refunds", "k", Merchant.refund("r 5", payment, 100))
                .status("status"))
        .isEqualTo("failed");
  }

  @Test
  void whatWasNotPaidIsNotRefunded() {
    String waiting = merchant.post("/v1/payments", Merchant.payment("top-up", 100)).id();

    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 6", waiting, 1)).refusal())
        .isEqualTo("422 refused");
    assertThat(merchant.post("/v1/refunds", Merchant.refund("r 6", "pay_none", 1)).refusal())
        .isEqualTo("404 not_found");
    String otherMoney =
        Merchant.refund("r 6", merchant.paid("t", 5, "pay"), 1).replace("RUB", "USD");
    assertThat(merchant.post("/v1/refunds", otherMoney).refusal()).isEqualTo("422 refused");
  }

  private JsonNode of(String kind, String reference) {
    return merchant
        .get("/v1/" + kind + "?reference=" + Merchant.encoded(reference))
        .json()
        .path(kind);
  }

  private Answer settle(String id, String status) {
    return merchant.control("payouts/" + id + "/settle", "{\"status\":\"" + status + "\"}");
  }
}
