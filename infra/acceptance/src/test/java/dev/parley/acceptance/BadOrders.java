package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Amounts, times, keys and names that cannot be are refused, and change nothing. */
class BadOrders {
  @RegisterExtension final Parley parley = new Parley();

  private Deal deal;
  private JsonNode before;

  @BeforeEach
  void begin() {
    deal = new Deal(parley).requested();
    before = deal.shown();
  }

  private RawCalls calls(String person, String... keys) {
    String token = parley.cloud().issuer().orElseThrow().accessToken(person);
    RawCalls calls =
        parley
            .calls(Map.of("Parley-Workspace", deal.workspace))
            .with("Authorization", "Bearer " + token);
    for (String key : keys) {
      calls = calls.with("Idempotency-Key", key);
    }
    return calls;
  }

  private void refused(Response answer, int status, String code, String field, String what) {
    assertThat(List.of(answer.status(), answer.code(), answer.body().path("field").asText()))
        .as(what)
        .isEqualTo(List.of(status, code, field));
  }

  @Test
  void anAmountIsAWholeNumberOfTheSmallestUnit() {
    List<String> amounts =
        List.of(
            "2500.5", "2500.0", "2e5", "2E5", "2e-1", "-1", "\"250000\"", "null", "true", "[1]",
            "{}", "100000000000001", "9223372036854775807", "9223372036854775808",
            "99999999999999999999999999999999");
    List<String> moneys =
        List.of(
            "250000", "\"250000 RUB\"", "null", "[]", "{}", "{\"amount\":1}",
            "{\"currency\":\"RUB\"}", "{\"amount\":1,\"currency\":\"rub\"}",
            "{\"amount\":1,\"currency\":\"XXZ\"}", "{\"amount\":1,\"currency\":643}",
            "{\"amount\":1,\"currency\":\"RUB\",\"cents\":5}");
    String offer = Deal.offer(1).without("price").toString();
    String path = "/consultations/" + deal.id + "/offer";
    for (String amount : amounts) {
      String money = "{\"amount\":" + amount + ",\"currency\":\"RUB\"}";
      Response answer =
          calls(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      refused(answer, 400, "invalid_field", "price", amount);
      assertThat(answer.body().path("detail").asText()).contains("whole number", "smallest unit");
    }
    for (String money : moneys) {
      Response answer =
          calls(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      refused(answer, 400, "invalid_field", "price", money);
    }
    for (String broken : List.of("NaN", "Infinity", "-Infinity", "0x10", "+1", ".5", "01", "1.")) {
      String money = "{\"amount\":" + broken + ",\"currency\":\"RUB\"}";
      Response answer =
          calls(Deal.LEV, "amounts").post(path, Nonsense.plus(offer, "price", money));
      assertThat(answer.code()).as(broken).isEqualTo("invalid_json");
    }
    ObjectNode dollars = Deal.offer(1);
    dollars.withObjectProperty("price").put("currency", "USD");
    Response answer = deal.tries(Deal.LEV, "offer", dollars);
    refused(answer, 400, "invalid_field", "price", "another currency");
    assertThat(deal.shown()).isEqualTo(before);
  }

  @Test
  void whatIsPutInIsMoreThanNothingAndHasAReason() {
    for (String path : List.of("/members/" + Deal.VERA + "/credit", "/reserve/fund")) {
      RawCalls maria = calls(Deal.ACCOUNTANT, "putting-in");
      for (String amount : List.of("0", "-1", "1.5", "2e5", "100000000000001")) {
        String body = "{\"amount\":{\"amount\":%s,\"currency\":\"RUB\"},\"reason\":\"Cash\"}";
        refused(
            maria.post(path, body.formatted(amount)), 400, "invalid_field", "amount", amount);
      }
      String money = "{\"amount\":{\"amount\":1,\"currency\":\"%s\"}%s}";
      refused(
          maria.post(path, money.formatted("USD", ",\"reason\":\"Cash\"")),
          400, "invalid_field", "amount", "another currency");
      refused(maria.post(path, money.formatted("RUB", "")), 400, "missing_field", "reason", path);
      for (String reason : List.of("\"\"", "\" \"", "1", "null", "\"" + "я".repeat(201) + "\"")) {
        refused(
            maria.post(path, money.formatted("RUB", ",\"reason\":" + reason)),
            400, "invalid_field", "reason", reason);
      }
      refused(
          maria.post(path, money.formatted("RUB", ",\"reason\":\"Cash\",\"colour\":1")),
          400, "unknown_field", "colour", path);
    }
    String nobody = "{\"amount\":{\"amount\":1,\"currency\":\"RUB\"},\"reason\":\"Cash\"}";
    for (String person : List.of("nobody", "%20", "a%23b")) {
      Response answer =
          calls(Deal.ACCOUNTANT, "putting-in").post("/members/" + person + "/credit", nobody);
      deal.refused(answer, 404, "not_found");
    }
    assertThat(deal.wallet()).isZero();
  }

  @Test
  void aKeyMustBeThereAndOfItsForm() {
    String offer = Deal.offer(1).toString();
    for (String path :
        List.of(
            "/consultations", "/consultations/" + deal.id + "/offer", "/reserve/fund",
            "/members/" + Deal.VERA + "/credit")) {
      refused(
          calls(Deal.LEV).post(path, offer), 400, "missing_field", "Idempotency-Key", path);
      for (String key :
          List.of("short", "x".repeat(65), "with space", "semi;colon", "twice,given", "a/b/c/d")) {
        refused(
            calls(Deal.LEV, key).post(path, offer), 400, "invalid_field", "Idempotency-Key", key);
      }
      refused(
          calls(Deal.LEV, "given-once", "given-twice").post(path, offer),
          400, "invalid_field", "Idempotency-Key", "two keys");
    }
    assertThat(deal.shown()).isEqualTo(before);
  }

  @Test
  void aTimeIsInTheFutureAndNotTooFarOff() {
    String wish = Deal.wish().put("conversationId", deal.conversation).without("due").toString();
    List<String> dues =
        List.of(
            "{\"within\":\"PT0S\"}", "{\"within\":\"-P1D\"}", "{\"within\":\"P367D\"}",
            "{\"within\":\"P1Y\"}", "{\"within\":\"2 days\"}", "{\"within\":2}",
            "{\"within\":\"PT59S\"}", "{\"within\":\"PT1H\",\"at\":\"2027-01-01T00:00:00Z\"}",
            "{\"at\":\"2020-01-01T00:00:00Z\"}", "{\"at\":\"2099-01-01T00:00:00Z\"}",
            "{\"at\":\"tomorrow\"}", "{\"at\":\"+999999999-12-31T23:59:59Z\"}", "{\"at\":1}", "{}",
            "null", "[]", "\"P2D\"", "{\"by\":\"P2D\"}");
    for (String due : dues) {
      Response answer =
          calls(Deal.VERA, "bad-times").post("/consultations", Nonsense.plus(wish, "due", due));
      refused(answer, 400, "invalid_field", "due", due);
    }
    String whole = Deal.wish().put("conversationId", deal.conversation).toString();
    for (String start :
        List.of(
            "\"2020-01-01T00:00:00Z\"", "\"2099-01-01T00:00:00Z\"", "\"soon\"", "1", "null",
            "\"-999999999-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"")) {
      Response answer =
          calls(Deal.VERA, "bad-times")
              .post("/consultations", Nonsense.plus(whole, "startAt", start));
      refused(answer, 400, "invalid_field", "startAt", start);
    }
    assertThat(deal.as(Deal.VERA).consultations().path("consultations")).hasSize(1);
  }

  @Test
  void aRequestNamesOneSpecialistByOneWay() {
    ParleyClient vera = deal.as(Deal.VERA);
    deal.refused(vera.request(deal.key(), Deal.wish()), 400, "missing_field");
    ObjectNode both = Deal.wish().put("conversationId", deal.conversation);
    deal.refused(vera.request(deal.key(), both.put("specialist", Deal.LEV)), 400, "invalid_field");
    for (String person : List.of("nobody", Deal.VERA, "pavel-zimin", Deal.ARBITER)) {
      Response answer = vera.request(deal.key(), Deal.wish().put("specialist", person));
      deal.refused(answer, 404, "not_found");
    }
    for (String id : List.of("A".repeat(22), "short", "A".repeat(23))) {
      Response answer = vera.request(deal.key(), Deal.wish().put("conversationId", id));
      deal.refused(answer, 404, "not_found");
    }
    ObjectNode wish = Deal.wish().put("conversationId", deal.conversation);
    for (String person : List.of("pavel-zimin", Deal.LEV, Deal.ARBITER)) {
      deal.refused(deal.as(person).request(deal.key(), wish), 404, "not_found");
    }
    assertThat(deal.as(Deal.LEV).consultations().path("consultations")).hasSize(1);
  }

  @Test
  void whatIsNoConsultationOfMineIsNotFound() {
    List<String> ids =
        List.of("A".repeat(22), "A".repeat(21), "A".repeat(23), "%20", "..%2F..%2Fme", "a%23b");
    for (String id : ids) {
      deal.refused(calls(Deal.VERA).get("/consultations/" + id), 404, "not_found");
      Response answer = calls(Deal.VERA, "not-mine").post("/consultations/" + id + "/pay", "");
      deal.refused(answer, 404, "not_found");
    }
    for (String person : List.of("pavel-zimin", "anna-belova", Deal.ACCOUNTANT)) {
      deal.refused(calls(person).get("/consultations/" + deal.id), 404, "not_found");
    }
  }

  @Test
  void aClaimShowsFilesOfTheClientAndNothingElse() {
    Deal other = new Deal(parley).closed(100_000);
    List<String> forms =
        List.of(
            "1", "\"1\"", "{}", "null", "[0]", "[-1]", "[1.5]", "[\"1\"]", "[1,1]", "[null]",
            "[1,2,3,4,5,6,7,8,9,10,11]", "[10000000000]");
    for (String files : forms) {
      String body = Nonsense.plus(Deal.note("Poor.").toString(), "files", files);
      deal = other;
      Response answer =
          calls(Deal.VERA, "claiming").post("/consultations/" + other.id + "/claim", body);
      refused(answer, 400, "invalid_field", "files", files);
    }
    for (long seq : new long[] {1, 2, 9_999}) {
      ObjectNode claim = Deal.note("Poor.");
      claim.putArray("files").add(seq);
      Response answer = other.tries(Deal.VERA, "claim", claim);
      refused(answer, 400, "invalid_field", "files", "entry " + seq);
    }
    Sender vera = new Sender(other.as(Deal.VERA), other.conversation);
    byte[] scan = Sender.file(Sender.PNG, 500);
    JsonNode form = vera.upload("page.png", Sender.PNG, scan);
    long seq = vera.send(form, "1.evidence", 1).success().path("seq").asLong();
    ObjectNode claim = Deal.note("Poor.");
    claim.putArray("files").add(seq);
    other.does(Deal.VERA, "claim", claim);
    JsonNode told = other.as(Deal.LEV).entries(other.conversation, 50).getLast();
    assertThat(told.at("/consultation/files/0").asLong()).isEqualTo(seq);
  }

  @Test
  void aListAndAStatementHaveTheirOwnParameters() {
    for (String query :
        List.of("limit=0", "limit=51", "limit=all", "after=1", "colour=red", "limit=1&limit=2")) {
      for (String path : List.of("/consultations", "/claims")) {
        Response answer = calls(Deal.ARBITER).get(path + "?" + query);
        assertThat(answer.code()).as(query).isIn("invalid_field", "unknown_field");
        assertThat(answer.body().path("field").asText()).isEqualTo(query.split("=")[0]);
      }
    }
    for (String query :
        List.of(
            "account=escrow", "account=", "account=WALLET", "account=wallet&after=-1",
            "account=wallet&limit=201", "account=wallet&limit=0", "account=wallet&after=1e3",
            "account=wallet&person=pavel-zimin")) {
      Response answer = calls(Deal.VERA).get("/wallet/statement?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
    }
    refused(calls(Deal.VERA).get("/wallet?of=me"), 400, "unknown_field", "of", "a wallet");
  }
}
