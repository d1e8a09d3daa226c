package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.ACCOUNTANT;
import static dev.parley.acceptance.Deal.LEV;
import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has paid in or withdrawn sees it, and nobody else but who keeps the money. */
class PaymentsAreListed {
  private static final String PAVEL = "pavel-zimin";

  @RegisterExtension final Parley parley = new Parley();

  @Test
  void theNewestComeFirstAndAPageGoesOnWhereTheOneBeforeEnded() {
    PayDesk desk = new PayDesk(parley);
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      ids.add(desk.opened(1_000 + n).path("id").asText());
    }
    String topUp = desk.paidIn(5_000);
    ids.add(topUp);
    ids.add(desk.takesBack(2_000, topUp).success().path("id").asText());
    Collections.reverse(ids);
    ParleyClient vera = desk.deal.as(VERA);
    JsonNode all =
        Waiting.until(() -> vera.payments(""), list -> list.path("payments").size() == ids.size());
    assertThat(ids(all)).isEqualTo(ids);
    assertThat(all.path("complete").asBoolean()).isTrue();
    assertThat(all.has("next")).isFalse();
    assertThat(kinds(all)).startsWith("withdrawal", "top_up").hasSize(6);

    List<String> paged = new ArrayList<>();
    String before = "";
    JsonNode page;
    do {
      page = vera.payments("?limit=4" + before);
      paged.addAll(ids(page));
      before = "&before=" + page.path("next").asText();
    } while (!page.path("complete").asBoolean());
    assertThat(paged).isEqualTo(ids);
    for (String query : List.of("limit=0", "limit=51", "before=1", "before=x." + topUp)) {
      desk.deal.refused(desk.get(VERA, "/payments?" + query), 400, "invalid_field");
    }
    desk.deal.refused(desk.get(VERA, "/payments?after=1"), 400, "unknown_field");
  }

  private static List<String> ids(JsonNode page) {
    return page.path("payments").valueStream().map(it -> it.path("id").asText()).toList();
  }

  private static List<String> kinds(JsonNode page) {
    return page.path("payments").valueStream().map(it -> it.path("kind").asText()).toList();
  }

  @Test
  void strangersSeeNothing() {
    PayDesk desk = new PayDesk(parley).earned(90_000);
    Deal deal = desk.deal;
    String topUp = desk.paidIn(5_000);
    String withdrawal = desk.withdrawn(90_000);
    desk.withdrawalComesTo(LEV, withdrawal, "paid");
    for (String person : List.of(PAVEL, LEV, ACCOUNTANT, Deal.ARBITER)) {
      deal.refused(desk.get(person, "/top-ups/" + topUp), 404, "not_found");
    }
    for (String person : List.of(PAVEL, VERA, Deal.ARBITER)) {
      deal.refused(desk.get(person, "/withdrawals/" + withdrawal), 404, "not_found");
      deal.refused(desk.get(person, "/payments/desk?list=approval"), 403, "not_allowed");
    }
    assertThat(deal.as(ACCOUNTANT).withdrawal(withdrawal).path("person").asText()).isEqualTo(LEV);
    // What is of one kind is not of the other.
    deal.refused(desk.get(LEV, "/top-ups/" + withdrawal), 404, "not_found");
    deal.refused(desk.get(VERA, "/withdrawals/" + topUp), 404, "not_found");
    for (String person : List.of(PAVEL, ACCOUNTANT, Deal.ARBITER)) {
      assertThat(deal.as(person).payments("").path("payments")).as(person).isEmpty();
    }

    PayDesk elsewhere = new PayDesk(parley);
    for (String person : List.of(VERA, LEV, ACCOUNTANT)) {
      deal.refused(elsewhere.get(person, "/top-ups/" + topUp), 404, "not_found");
      deal.refused(elsewhere.get(person, "/withdrawals/" + withdrawal), 404, "not_found");
      assertThat(elsewhere.deal.as(person).payments("").path("payments")).isEmpty();
    }
  }
}
