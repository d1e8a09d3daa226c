package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BookTest extends ProviderCase {
  @Test
  void everyKindOfOperationStandsInItWithItsSign() {
    String payment = merchant.paid("t", 1_000, "pay");
    String payout = merchant.post("/v1/payouts", Merchant.payout("w", 100)).id();
    String refund = merchant.post("/v1/refunds", Merchant.refund("r", payment, 200)).id();
    merchant.control("payments/" + payment + "/return", "{\"amount\":" + Merchant.money(300) + "}");
    merchant.control("payments/" + payment + "/chargeback", "");

    JsonNode book = merchant.get("/v1/book").json();

    assertThat(book.path("complete").asBoolean()).isTrue();
    assertThat(operations(book))
        .extracting(
            it -> it.path("kind").asText(),
            it -> it.path("of").asText(),
            it -> it.path("reference").asText(),
            it -> it.at("/amount/amount").asLong())
        .containsExactly(
            tuple("payment", payment, "t", 1_000L),
            tuple("payout", payout, "w", -100L),
            tuple("refund", refund, "r", -200L),
            tuple("return", payment, "t", -300L),
            tuple("chargeback", payment, "t", -500L));
    assertThat(book.at("/operations/0").properties().stream().map(Map.Entry::getKey))
        .containsExactly("id", "kind", "of", "reference", "amount", "at");
    assertThat(merchant.balance()).isEqualTo(-100);
  }

  @Test
  void whatIsNotSettledIsNotInIt() {
    merchant.post("/v1/payments", Merchant.payment("t", 1));
    merchant.paid("u", 1, "refuse");
    merchant.next("wait");
    merchant.next("fail");
    merchant.post("/v1/payouts", Merchant.payout("w", 1));
    merchant.post("/v1/payouts", Merchant.payout("x", 1));

    assertThat(operations(merchant.get("/v1/book").json())).isEmpty();
  }

  @Test
  void pagesPutTogetherAreTheBook() {
    for (int i = 1; i <= 7; i++) {
      merchant.paid("t" + i, i, "pay");
    }
    List<JsonNode> together = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    JsonNode page = merchant.get("/v1/book?limit=3").json();
    while (true) {
      together.addAll(operations(page));
      sizes.add(page.path("operations").size());
      if (page.path("complete").asBoolean()) {
        break;
      }
      String after = together.getLast().path("id").asText();
      page = merchant.get("/v1/book?limit=3&after=" + after).json();
    }

    assertThat(sizes).containsExactly(3, 3, 1);
    assertThat(together).isEqualTo(operations(merchant.get("/v1/book").json()));
    String last = together.getLast().path("id").asText();
    JsonNode nothing = merchant.get("/v1/book?after=" + last).json();
    assertThat(operations(nothing)).isEmpty();
    assertThat(nothing.path("complete").asBoolean()).isTrue();
  }

  @Test
  void aPageThatHoldsExactlyTheRestIsComplete() {
    merchant.paid("t", 1, "pay_twice");

    assertThat(merchant.get("/v1/book?limit=2").json().path("complete").asBoolean()).isTrue();
    assertThat(merchant.get("/v1/book?limit=1").json().path("complete").asBoolean()).isFalse();
  }

  @Test
  void aPartIsFromAnInstantUntilBeforeAnother() {
    List<String> at = new ArrayList<>();
    for (String reference : List.of("a", "b", "c")) {
      merchant.paid(reference, 1, "pay");
      at.add(operations(merchant.get("/v1/book").json()).getLast().path("at").asText());
      clock.move(Duration.ofHours(1));
    }

    assertThat(references("from=" + at.get(1))).containsExactly("b", "c");
    assertThat(references("until=" + at.get(1))).containsExactly("a");
    assertThat(references("from=" + at.get(1) + "&until=" + at.get(2))).containsExactly("b");
    assertThat(references("from=" + at.get(2) + "&until=" + at.get(0))).isEmpty();
    JsonNode first = merchant.get("/v1/book?limit=1&until=" + at.get(1)).json();
    assertThat(first.path("complete").asBoolean()).as("what lies beyond does not follow").isTrue();
  }

  @Test
  void aPlantedOperationIsOfNothing() {
    merchant.paid("t", 10, "pay");
    Answer planted =
        merchant.control(
            "book/plant", "{\"kind\":\"payout\",\"amount\":" + Merchant.money(4) + "}");

    assertThat(planted.status()).isEqualTo(201);
    JsonNode operation = operations(merchant.get("/v1/book").json()).getLast();
    assertThat(operation).isEqualTo(planted.json());
    assertThat(operation.at("/amount/amount").asLong()).isEqualTo(-4);
    assertThat(operation.has("reference")).isFalse();
    assertThat(merchant.get("/v1/payments/" + operation.path("of").asText()).status())
        .isEqualTo(404);
    assertThat(merchant.balance()).isEqualTo(6);
  }

  @Test
  void balancesAreByCurrency() {
    merchant.paid("t", 10, "pay");
    merchant.control("strays", "{\"amount\":{\"amount\":5,\"currency\":\"USD\"}}");

    assertThat(merchant.get("/control/book/sum").body()).isEqualTo("{\"RUB\":10,\"USD\":5}");
  }

  @Test
  void badQueriesAreRefused() {
    assertThat(
            Stream.of(
                    "from=yesterday",
                    "until=2026-12-01",
                    "limit=0",
                    "limit=1001",
                    "limit=many",
                    "after=op_none",
                    "of=x")
                .map(query -> merchant.get("/v1/book?" + query).refusal()))
        .containsExactly(
            "400 invalid_parameter",
            "400 invalid_parameter",
            "400 invalid_parameter",
            "400 invalid_parameter",
            "400 invalid_parameter",
            "400 unknown_operation",
            "400 unknown_parameter");
  }

  private List<String> references(String query) {
    return operations(merchant.get("/v1/book?" + query).json()).stream()
        .map(it -> it.path("reference").asText())
        .toList();
  }

  private static List<JsonNode> operations(JsonNode book) {
    return StreamSupport.stream(book.path("operations").spliterator(), false).toList();
  }
}
