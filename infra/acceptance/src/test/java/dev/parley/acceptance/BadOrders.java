package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times, keys and names that cannot be are refused, and change nothing. */
class BadOrders {
  @RegisterExtension final Parley parley = new Parley();

  private Deal deal;
  private JsonNode before;

  @BeforeEach
  void begin() {
    deal = new Deal(parley).requested();
    before = deal.shown();
  }

  @Test
  void aKeyMustBeThereAndOfItsForm() {
    String offer = Deal.offer(1).toString();
    for (String path :
        List.of(
            "/consultations",
            "/consultations/" + deal.id + "/offer",
            "/reserve/fund",
            "/members/" + Deal.VERA + "/credit")) {
      Deal.refused(
          deal.raw(Deal.LEV).post(path, offer), 400, "missing_field", "Idempotency-Key", path);
      for (String key :
          List.of("short", "x".repeat(65), "with space", "semi;colon", "twice,given", "a/b/c/d")) {
        Deal.refused(
            deal.raw(Deal.LEV, key).post(path, offer),
            400,
            "invalid_field",
            "Idempotency-Key",
            key);
      }
      Deal.refused(
          deal.raw(Deal.LEV, "given-once", "given-twice").post(path, offer),
          400,
          "invalid_field",
          "Idempotency-Key",
          "two keys");
    }
    assertThat(deal.shown()).isEqualTo(before);
  }

  @Test
  void aTimeIsInTheFutureAndNotTooFarOff() {
    String wish = Deal.wish().put("conversationId", deal.conversation).without("due").toString();
    List<String> dues =
        List.of(
            "{\"within\":\"PT0S\"}",
            "{\"within\":\"-P1D\"}",
            "{\"within\":\"P367D\"}",
            "{\"within\":\"P1Y\"}",
            "{\"within\":\"2 days\"}",
            "{\"within\":2}",
            "{\"within\":\"PT59S\"}",
            "{\"within\":\"PT1H\",\"at\":\"2027-01-01T00:00:00Z\"}",
            "{\"at\":\"2020-01-01T00:00:00Z\"}",
            "{\"at\":\"2099-01-01T00:00:00Z\"}",
            "{\"at\":\"tomorrow\"}",
            "{\"at\":\"+999999999-12-31T23:59:59Z\"}",
            "{\"at\":1}",
            "{}",
            "null",
            "[]",
            "\"P2D\"",
            "{\"by\":\"P2D\"}");
    for (String due : dues) {
      Response answer =
          deal.raw(Deal.VERA, "bad-times").post("/consultations", Nonsense.plus(wish, "due", due));
      Deal.refused(answer, 400, "invalid_field", "due", due);
    }
    String whole = Deal.wish().put("conversationId", deal.conversation).toString();
    for (String start :
        List.of(
            "\"2020-01-01T00:00:00Z\"",
            "\"2099-01-01T00:00:00Z\"",
            "\"soon\"",
            "1",
            "null",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"")) {
      Response answer =
          deal.raw(Deal.VERA, "bad-times")
              .post("/consultations", Nonsense.plus(whole, "startAt", start));
      Deal.refused(answer, 400, "invalid_field", "startAt", start);
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
      deal.refused(deal.raw(Deal.VERA).get("/consultations/" + id), 404, "not_found");
      Response answer = deal.raw(Deal.VERA, "not-mine").post("/consultations/" + id + "/pay", "");
      deal.refused(answer, 404, "not_found");
    }
    for (String person : List.of("pavel-zimin", "anna-belova", Deal.ACCOUNTANT)) {
      deal.refused(deal.raw(person).get("/consultations/" + deal.id), 404, "not_found");
    }
  }

  @Test
  void aClaimShowsFilesOfTheClientAndNothingElse() {
    Deal other = new Deal(parley).closed(100_000);
    List<String> forms =
        List.of(
            "1",
            "\"1\"",
            "{}",
            "null",
            "[0]",
            "[-1]",
            "[1.5]",
            "[\"1\"]",
            "[1,1]",
            "[null]",
            "[1,2,3,4,5,6,7,8,9,10,11]",
            "[10000000000]");
    for (String files : forms) {
      String body = Nonsense.plus(Deal.note("Poor.").toString(), "files", files);
      deal = other;
      Response answer =
          deal.raw(Deal.VERA, "claiming").post("/consultations/" + other.id + "/claim", body);
      Deal.refused(answer, 400, "invalid_field", "files", files);
    }
    for (long seq : new long[] {1, 2, 9_999}) {
      ObjectNode claim = Deal.note("Poor.");
      claim.putArray("files").add(seq);
      Response answer = other.tries(Deal.VERA, "claim", claim);
      Deal.refused(answer, 400, "invalid_field", "files", "entry " + seq);
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
        List.of(
            "limit=0",
            "limit=51",
            "limit=all",
            "after=1",
            "after=",
            "colour=red",
            "limit=1&limit=2")) {
      for (String path : List.of("/consultations", "/claims")) {
        Response answer = deal.raw(Deal.ARBITER).get(path + "?" + query);
        assertThat(answer.code()).as(query).isIn("invalid_field", "unknown_field");
        assertThat(answer.body().path("field").asText()).isEqualTo(query.split("=")[0]);
      }
    }
    Response strange = deal.raw(Deal.ARBITER).get("/claims?after=" + deal.id);
    Deal.refused(strange, 400, "invalid_field", "after", "a place in another list");
    strange = deal.raw(Deal.VERA).get("/consultations?after=1772442025000." + deal.id);
    Deal.refused(strange, 400, "invalid_field", "after", "a place in another list");
    for (String query :
        List.of(
            "account=escrow",
            "account=",
            "account=WALLET",
            "account=wallet&after=-1",
            "account=wallet&limit=201",
            "account=wallet&limit=0",
            "account=wallet&after=1e3",
            "account=wallet&person=pavel-zimin")) {
      Response answer = deal.raw(Deal.VERA).get("/wallet/statement?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
    }
    Deal.refused(deal.raw(Deal.VERA).get("/wallet?of=me"), 400, "unknown_field", "of", "a wallet");
  }
}
