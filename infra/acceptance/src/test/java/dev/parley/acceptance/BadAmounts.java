package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Amounts that cannot be are refused wherever money is named, and nothing moves. */
class BadAmounts {
  @RegisterExtension final Parley parley = new Parley();

  private Deal deal;
  private JsonNode before;

  @BeforeEach
  void begin() {
    deal = new Deal(parley).requested();
    before = deal.shown();
  }

  @Test
  void anAmountIsAWholeNumberOfTheSmallestUnit() {
    List<String> amounts =
        List.of(
            "2500.5",
            "2500.0",
            "2e5",
            "2E5",
            "2e-1",
            "-1",
            "\"250000\"",
            "null",
            "true",
            "[1]",
            "{}",
            "100000000000001",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999");
    List<String> moneys =
        List.of(
            "250000",
            "\"250000 RUB\"",
            "null",
            "[]",
            "{}",
            "{\"amount\":1}",
            "{\"currency\":\"RUB\"}",
            "{\"amount\":1,\"currency\":\"rub\"}",
            "{\"amount\":1,\"currency\":\"XXZ\"}",
            "{\"amount\":1,\"currency\":643}",
            "{\"amount\":1,\"currency\":\"RUB\",\"cents\":5}");
    String offer = Deal.offer(1).without("price").toString();
    String path = "/consultations/" + deal.id + "/offer";
    for (String amount : amounts) {
      String money = "{\"amount\":" + amount + ",\"currency\":\"RUB\"}";
      Response answer =
          deal.raw(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      Deal.refused(answer, 400, "invalid_field", "price", amount);
      assertThat(answer.body().path("detail").asText()).contains("whole number", "smallest unit");
    }
    for (String money : moneys) {
      Response answer =
          deal.raw(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      Deal.refused(answer, 400, "invalid_field", "price", money);
    }
    for (String broken : List.of("NaN", "Infinity", "-Infinity", "0x10", "+1", ".5", "01", "1.")) {
      String money = "{\"amount\":" + broken + ",\"currency\":\"RUB\"}";
      Response answer =
          deal.raw(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      assertThat(answer.code()).as(broken).isEqualTo("invalid_json");
    }
    ObjectNode dollars = Deal.offer(1);
    dollars.withObjectProperty("price").put("currency", "USD");
    Response answer = deal.tries(Deal.LEV, "offer", dollars);
    Deal.refused(answer, 400, "invalid_field", "price", "another currency");
    assertThat(deal.shown()).isEqualTo(before);
  }

  @Test
  void whatIsPutInIsMoreThanNothingAndHasAReason() {
    for (String path : List.of("/members/" + Deal.VERA + "/credit", "/reserve/fund")) {
      RawCalls maria = deal.raw(Deal.ACCOUNTANT, "putting-in");
      for (String amount : List.of("0", "-1", "1.5", "2e5", "100000000000001")) {
        String body = "{\"amount\":{\"amount\":%s,\"currency\":\"RUB\"},\"reason\":\"Cash\"}";
        Deal.refused(
            maria.post(path, body.formatted(amount)), 400, "invalid_field", "amount", amount);
      }
      String money = "{\"amount\":{\"amount\":1,\"currency\":\"%s\"}%s}";
      Deal.refused(
          maria.post(path, money.formatted("USD", ",\"reason\":\"Cash\"")),
          400,
          "invalid_field",
          "amount",
          "another currency");
      Deal.refused(
          maria.post(path, money.formatted("RUB", "")), 400, "missing_field", "reason", path);
      for (String reason : List.of("\"\"", "\" \"", "1", "null", "\"" + "я".repeat(201) + "\"")) {
        Deal.refused(
            maria.post(path, money.formatted("RUB", ",\"reason\":" + reason)),
            400,
            "invalid_field",
            "reason",
            reason);
      }
      Deal.refused(
          maria.post(path, money.formatted("RUB", ",\"reason\":\"Cash\",\"colour\":1")),
          400,
          "unknown_field",
          "colour",
          path);
    }
    String nobody = "{\"amount\":{\"amount\":1,\"currency\":\"RUB\"},\"reason\":\"Cash\"}";
    for (String person : List.of("nobody", "%20", "a%23b")) {
      Response answer =
          deal.raw(Deal.ACCOUNTANT, "putting-in").post("/members/" + person + "/credit", nobody);
      deal.refused(answer, 404, "not_found");
    }
    assertThat(deal.wallet()).isZero();
  }
}
