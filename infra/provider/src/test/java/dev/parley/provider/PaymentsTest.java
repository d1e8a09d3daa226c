package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaymentsTest extends ProviderCase {
  @Test
  void anAnnouncedPaymentWaitsForItsPayer() {
    Answer answer = merchant.post("/v1/payments", Merchant.payment("top-up 1", 150_000));

    assertThat(answer.status()).isEqualTo(201);
    JsonNode payment = answer.json();
    assertThat(payment.properties().stream().map(Map.Entry::getKey))
        .containsExactly("id", "reference", "amount", "status", "takenBack", "url");
    assertThat(payment.path("reference").asText()).isEqualTo("top-up 1");
    assertThat(payment.path("amount").toString()).isEqualTo(Merchant.money(150_000));
    assertThat(payment.path("status").asText()).isEqualTo("waiting");
    assertThat(payment.path("takenBack").toString()).isEqualTo(Merchant.money(0));
    assertThat(payment.path("url").asText())
        .isEqualTo(provider.address() + "/pay/" + payment.path("id").asText());
    assertThat(merchant.get("/v1/payments/" + answer.id()).json()).isEqualTo(payment);
    assertThat(merchant.balance()).isZero();
  }

  @Test
  void aPaymentIsFoundByItsReference() {
    Answer answer = merchant.post("/v1/payments", Merchant.payment("пополнение №7 & more", 100));

    JsonNode found =
        merchant
            .get("/v1/payments?reference=" + Merchant.encoded("пополнение №7 & more"))
            .json()
            .path("payments");

    assertThat(found).containsExactly(answer.json());
    assertThat(merchant.get("/v1/payments?reference=none").json().path("payments")).isEmpty();
  }

  @Test
  void theSameKeyGivesTheSamePaymentAsItStandsNow() {
    String order = Merchant.payment("top-up 2", 100);
    Answer first = merchant.post("/v1/payments", "k", order);
    merchant.press(first.id(), "pay");
    Answer second =
        merchant.post("/v1/payments", "k", order.replace(",", " , ").replace(":", " : "));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.status("status")).isEqualTo("paid");
  }

  @Test
  void aKeyOfAnotherRequestIsRefused() {
    merchant.post("/v1/payments", "k", Merchant.payment("top-up 3", 100));

    assertThat(merchant.post("/v1/payments", "k", Merchant.payment("top-up 3", 101)).refusal())
        .isEqualTo("422 idempotency_mismatch");
    assertThat(merchant.post("/v1/payouts", "k", Merchant.payout("top-up 3", 100)).refusal())
        .isEqualTo("422 idempotency_mismatch");
  }

  @Test
  void manyCallersWithOneKeyAtOnceGetOnePayment() throws Exception {
    String order = Merchant.payment("at once", 100);
    List<Answer> answers = atOnce(64, () -> merchant.post("/v1/payments", "one", order));

    assertThat(answers).extracting(Answer::id).containsOnly(answers.getFirst().id());
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).contains(200);
    assertThat(merchant.get("/v1/payments?reference=at+once").json().path("payments")).hasSize(1);
  }

  @Test
  void manyCallersWithOneKeyAtOncePayOutOnce() throws Exception {
    String order = Merchant.payout("at once", 100);
    List<Answer> answers = atOnce(64, () -> merchant.post("/v1/payouts", "one", order));

    assertThat(answers).extracting(Answer::id).containsOnly(answers.getFirst().id());
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
    assertThat(merchant.balance()).isEqualTo(-100);
  }

  private static List<Answer> atOnce(int callers, Callable<Answer> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<Answer>> futures =
          Stream.generate(
                  () ->
                      threads.submit(
                          () -> {
                            start.await();
                            return call.call();
                          }))
              .limit(callers)
              .toList();
      start.countDown();
      for (Future<Answer> future : futures) {
        future.get();
      }
      return futures.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void aPaidPaymentStandsInTheBookAndIsTold() {
    String id = merchant.paid("top-up 4", 250, "pay");

    assertThat(merchant.statusOf(id)).isEqualTo("paid");
    assertThat(merchant.balance()).isEqualTo(250);
    assertThat(receiver.about(id, 1))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.type()).isEqualTo("payment.paid");
              assertThat(it.json().path("data"))
                  .isEqualTo(merchant.get("/v1/payments/" + id).json());
            });
  }

  @Test
  void aRefusedPaymentMovesNothing() {
    String id = merchant.paid("top-up 5", 250, "refuse");

    assertThat(merchant.statusOf(id)).isEqualTo("refused");
    assertThat(merchant.balance()).isZero();
    assertThat(receiver.about(id, 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payment.refused");
    assertThat(merchant.press(id, "pay").status()).isEqualTo(409);
    assertThat(merchant.control("payments/" + id + "/return", "").refusal())
        .isEqualTo("409 not_paid");
  }

  @Test
  void whoPaysTwiceMakesASecondPaymentOfTheReference() {
    String id = merchant.paid("top-up 6", 250, "pay_twice");

    JsonNode payments = merchant.get("/v1/payments?reference=top-up+6").json().path("payments");
    assertThat(payments).hasSize(2).allMatch(it -> it.path("status").asText().equals("paid"));
    Set<String> ids =
        Stream.of(payments.get(0), payments.get(1))
            .map(it -> it.path("id").asText())
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(2).contains(id);
    assertThat(merchant.balance()).isEqualTo(500);
    ids.forEach(it -> receiver.about(it, 1));
  }

  @Test
  void whatIsToldTwiceHasOneIdAndHappenedOnce() {
    String id = merchant.paid("top-up 7", 250, "pay_tell_twice");

    List<Receiver.Webhook> told = receiver.about(id, 2);
    assertThat(told).hasSize(2).extracting(Receiver.Webhook::id).containsOnly(told.getFirst().id());
    assertThat(merchant.balance()).isEqualTo(250);
  }

  @Test
  void whatIsNeverToldIsYetPaid() {
    String id = merchant.paid("top-up 8", 250, "pay_never_tell");
    settleDown();

    assertThat(merchant.statusOf(id)).isEqualTo("paid");
    assertThat(receiver.about(id)).isEmpty();
    assertThat(merchant.balance()).isEqualTo(251);
  }

  @Test
  void aPaymentIsPaidLaterByTheMovedClock() {
    String id = merchant.post("/v1/payments", Merchant.payment("later", 250)).id();
    assertThat(merchant.form(id, "action=pay_later&minutes=10").status()).isEqualTo(303);
    settleDown();
    assertThat(merchant.statusOf(id)).isEqualTo("waiting");

    clock.move(Duration.ofMinutes(9));
    int asked = clock.asked();
    Waiting.until(clock::asked, it -> it > asked + 1);
    assertThat(merchant.statusOf(id)).isEqualTo("waiting");
    clock.move(Duration.ofMinutes(1));

    assertThat(receiver.about(id, 1))
        .extracting(Receiver.Webhook::type)
        .containsExactly("payment.paid");
    assertThat(merchant.statusOf(id)).isEqualTo("paid");
  }

  @Test
  void whoPaysMeanwhileDoesNotPayAgainLater() {
    String id = merchant.paid("later, or now", 250, "pay_later");
    merchant.press(id, "pay");
    clock.move(Duration.ofMinutes(6));
    int asked = clock.asked();
    Waiting.until(clock::asked, it -> it > asked);
    settleDown();

    assertThat(merchant.balance()).isEqualTo(251);
  }

  @Test
  void aPaymentIsReturnedInPartsUntilNothingIsLeft() {
    String id = merchant.paid("top-up 9", 250, "pay");

    Answer part =
        merchant.control("payments/" + id + "/return", "{\"amount\":" + Merchant.money(100) + "}");
    assertThat(part.status("status")).isEqualTo("returned");
    assertThat(part.json().at("/takenBack/amount").asLong()).isEqualTo(100);
    assertThat(merchant.balance()).isEqualTo(150);
    assertThat(
            merchant
                .control("payments/" + id + "/return", "{\"amount\":" + Merchant.money(151) + "}")
                .refusal())
        .isEqualTo("422 refused");

    assertThat(
            merchant
                .control("payments/" + id + "/return", "")
                .json()
                .at("/takenBack/amount")
                .asLong())
        .isEqualTo(250);
    assertThat(merchant.balance()).isZero();
    assertThat(merchant.control("payments/" + id + "/return", "").refusal())
        .isEqualTo("422 refused");
    assertThat(receiver.about(id, 3))
        .extracting(Receiver.Webhook::type)
        .containsExactlyInAnyOrder("payment.paid", "payment.returned", "payment.returned");
  }

  @Test
  void aPaymentIsChargedBack() {
    String id = merchant.paid("top-up 10", 250, "pay");

    Answer answer = merchant.control("payments/" + id + "/chargeback", "");

    assertThat(answer.status("status")).isEqualTo("charged_back");
    assertThat(answer.json().at("/takenBack/amount").asLong()).isEqualTo(250);
    assertThat(merchant.balance()).isZero();
    assertThat(receiver.about(id, 2))
        .extracting(Receiver.Webhook::type)
        .contains("payment.charged_back");
  }

  @Test
  void moneyComesThatNobodyHasAnnounced() {
    Answer nameless = merchant.control("strays", "{\"amount\":" + Merchant.money(70) + "}");
    Answer silent =
        merchant.control(
            "strays",
            "{\"reference\":\"who\",\"told\":false,\"amount\":" + Merchant.money(30) + "}");
    settleDown();

    assertThat(nameless.status()).isEqualTo(201);
    assertThat(nameless.json().has("reference")).isFalse();
    assertThat(receiver.about(nameless.id(), 1)).hasSize(1);
    assertThat(receiver.about(silent.id())).isEmpty();
    assertThat(merchant.get("/v1/payments?reference=who").json().path("payments"))
        .containsExactly(silent.json());
    assertThat(merchant.balance()).isEqualTo(101);
  }
}
