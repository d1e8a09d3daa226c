package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list of consultations is read to its end, page by page. */
class ConsultationsComeInPages {
  @RegisterExtension final Parley parley = new Parley();

  @Test
  void everyOneIsOnOnePageAndTheOrderIsTheSameEachTime() {
    Deal deal = new Deal(parley);
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      all.add(deal.requested().id);
    }
    for (String person : List.of(Deal.VERA, Deal.LEV)) {
      List<String> read = pages(deal, person, "/consultations?limit=2", 3);
      assertThat(read).isSorted().containsExactlyInAnyOrderElementsOf(all);
      assertThat(pages(deal, person, "/consultations?limit=5", 1)).isEqualTo(read);
    }
  }

  @Test
  void claimsComeInPagesTheOldestFirst() {
    Deal deal = new Deal(parley);
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      all.add(deal.disputed(1_000).id);
      deal.leap(Duration.ofMinutes(1));
    }
    assertThat(pages(deal, Deal.ARBITER, "/claims?limit=1", 3)).isEqualTo(all);
    String next = page(deal, Deal.ARBITER, "/claims?limit=1").path("next").asText();
    deal.id = all.getFirst();
    deal.does(Deal.VERA, "withdraw");
    assertThat(ids(page(deal, Deal.ARBITER, "/claims?limit=1&after=" + next)))
        .as("though the claim in front of them is gone")
        .containsExactly(all.get(1));
  }

  private static List<String> pages(Deal deal, String person, String list, int many) {
    List<String> read = new ArrayList<>();
    JsonNode page = page(deal, person, list);
    read.addAll(ids(page));
    for (int n = 1; n < many; n++) {
      assertThat(page.path("complete").asBoolean()).isFalse();
      page = page(deal, person, list + "&after=" + page.path("next").asText());
      read.addAll(ids(page));
    }
    assertThat(page.path("complete").asBoolean()).isTrue();
    assertThat(page.has("next")).isFalse();
    return read;
  }

  private static JsonNode page(Deal deal, String person, String path) {
    return deal.as(person).call("GET", path, Optional.empty()).success();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("consultations").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }
}
