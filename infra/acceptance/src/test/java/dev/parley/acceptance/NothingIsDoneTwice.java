package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is repeated under its key, over either way, is done once and answered alike. */
class NothingIsDoneTwice {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-24", "S0-28"})
  @Test
  void theSameKeyAndBodyGetTheSameReceiptForEver() {
    Deal deal = new Deal(parley).agreed(100_000);
    deal.credit(300_000);
    JsonNode first = deal.as(Deal.VERA).order(deal.id, "pay", "pay-once", Json.object()).success();
    deal.does(Deal.LEV, "close");
    deal.does(Deal.VERA, "accept");
    deal.leap(Duration.ofDays(40));
    assertThat(deal.as(Deal.VERA).order(deal.id, "pay", "pay-once", Json.object()).success())
        .isEqualTo(first);
    try (ChatSocket phone = deal.as(Deal.VERA).connect()) {
      ObjectNode pay = Json.object().put("action", "pay").put("consultationId", deal.id);
      JsonNode frame = phone.answer(phone.post(pay.put("key", "pay-once")));
      for (String field : List.of("consultationId", "version", "seq", "at")) {
        assertThat(frame.path(field)).as(field).isEqualTo(first.path(field));
      }
    }
    assertThat(deal.wallet()).isEqualTo(200_000);
  }

  @Requirement("S0-17")
  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    Deal deal = new Deal(parley);
    ObjectNode wish = Deal.wish().put("conversationId", deal.conversation);
    JsonNode first = deal.as(Deal.VERA).request("the-same", wish).success();
    assertThat(deal.as(Deal.VERA).request("the-same", wish).success()).isEqualTo(first);
    Response other = deal.as(Deal.VERA).request("the-same", wish.put("service", "A will"));
    deal.refused(other, 422, "idempotency_mismatch");
    assertThat(other.body().path("field").asText()).isEqualTo("Idempotency-Key");

    deal.id = first.path("consultationId").asText();
    deal.as(Deal.LEV).order(deal.id, "offer", "the-same", Deal.offer(100_000)).success();
    Response dearer = deal.as(Deal.LEV).order(deal.id, "offer", "the-same", Deal.offer(100_001));
    deal.refused(dearer, 422, "idempotency_mismatch");
    assertThat(deal.shown().at("/terms/price")).isEqualTo(Deal.money(100_000));
  }

  @Requirement("S0-28")
  @Test
  void whoeverPaysFromManyDevicesAtOncePaysOnce() throws Exception {
    Deal deal = new Deal(parley).agreed(100_000);
    deal.credit(1_000_000);
    List<Callable<Response>> attempts = new ArrayList<>();
    for (int device = 0; device < 6; device++) {
      String key = device % 2 == 0 ? "one-device" : "device-" + device;
      ParleyClient vera = deal.as(Deal.VERA);
      attempts.add(() -> vera.order(deal.id, "pay", key, Json.object()));
    }
    List<Response> answers = AtOnce.all(attempts);
    assertThat(answers)
        .extracting(Response::code)
        .allMatch(code -> List.of("", "wrong_stage", "busy").contains(code))
        .contains("");
    assertThat(answers.stream().map(Response::body).filter(body -> body.has("seq")).distinct())
        .hasSize(1);
    assertThat(deal.wallet()).isEqualTo(900_000);
    assertThat(deal.events()).filteredOn("paid"::equals).hasSize(1);
  }

  @Requirement("S0-27")
  @Test
  void moneyIsPutInOnceUnderAKey() {
    Deal deal = new Deal(parley);
    ObjectNode body = Json.object().put("reason", "Paid in cash");
    body.set("amount", Deal.money(70_000));
    ParleyClient maria = deal.as(Deal.ACCOUNTANT);
    String path = "/members/" + Deal.VERA + "/credit";
    JsonNode first = maria.post(path, "cash-17", body).success();
    assertThat(maria.post(path, "cash-17", body).success()).isEqualTo(first);
    body.set("amount", Deal.money(70_001));
    deal.refused(maria.post(path, "cash-17", body), 422, "idempotency_mismatch");
    assertThat(deal.wallet()).isEqualTo(70_000);
    JsonNode lines = deal.as(Deal.VERA).statement("wallet").path("lines");
    assertThat(lines).hasSize(1);
    assertThat(lines.at("/0/reason").asText()).isEqualTo("Paid in cash");
    assertThat(lines.at("/0/by").asText()).isEqualTo(Deal.ACCOUNTANT);
  }
}
