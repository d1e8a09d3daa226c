package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages and lists that cannot be are refused, and so is a parameter that nobody knows. */
class BadQueries {
  @RegisterExtension final Parley parley = new Parley();

  private Stage stage;
  private RawCalls vera;

  @BeforeEach
  void begin() {
    stage = new Stage(parley);
    vera = stage.as("vera-orlova");
  }

  @AfterEach
  void nothingIsStored() {
    stage.assertNothingChanged();
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    List<String> queries =
        List.of(
            "after=-1",
            "after=10000000000",
            "after=1.5",
            "after=1e3",
            "after=",
            "after=%20",
            "after=0x1",
            "after=+1",
            "after=99999999999999999999",
            "after=NaN",
            "after=%D9%A1",
            "after=1&after=1",
            "after=1%00",
            "limit=0",
            "limit=501",
            "limit=-1",
            "limit=1.0",
            "limit=",
            "limit=all",
            "limit=2147483648",
            "limit=1&limit=1");
    for (String query : queries) {
      Response answer = vera.get("/conversations/" + stage.own + "/entries?" + query);
      assertRefused(answer, 400, "invalid_field", query);
      assertThat(answer.body().path("field").asText()).isEqualTo(query.split("=")[0]);
    }
  }

  @Test
  void aListThatCannotBeIsRefused() {
    String kitchens = parley.workspace("kitchen-designers");
    RawCalls olga = stage.as("olga-demina", Map.of("Parley-Workspace", kitchens));
    List<String> queries =
        List.of(
            "since=",
            "since=0",
            "since=-1772442025000",
            "since=177244202500",
            "since=17724420250000",
            "since=2026-03-02T09:00:00.000Z",
            "since=1772442025000&since=1772442025000",
            "after=1",
            "after=1772442025000",
            "after=1772442025000.short",
            "after=0772442025000." + "A".repeat(22),
            "limit=0",
            "limit=201",
            "limit=all");
    for (String query : queries) {
      Response answer = olga.get("/conversations?channel=moscow&" + query);
      assertRefused(answer, 400, "invalid_field", query);
      assertThat(answer.body().path("field").asText()).isEqualTo(query.split("=")[0]);
    }
    for (String query : List.of("after=1", "after=1772442025000.short", "limit=0", "limit=201")) {
      assertRefused(vera.get("/blocks?" + query), 400, "invalid_field", query);
    }
    for (String query : List.of("since=now", "hidden=", "hidden=yes", "hidden=TRUE")) {
      assertRefused(vera.get("/conversations?" + query), 400, "invalid_field", query);
    }
  }

  @Test
  void aPageBeyondTheEndIsUnknown() {
    for (String after : List.of("2", "1000000000", "9999999999")) {
      Response answer = vera.get("/conversations/" + stage.own + "/entries?after=" + after);
      assertRefused(answer, 409, "unknown_position", after);
    }
  }

  @Test
  void aQueryParameterThatIsNotKnownIsRefused() {
    for (Route route : Route.all(ApiDocuments.read())) {
      for (String query : List.of("colour=1", "=", "=1", "After=1", "a%00=1", "%FF")) {
        String path = route.path(stage.own) + "?" + query;
        Response answer = vera.call(route.method(), path, route.bytes());
        assertRefused(answer, 400, "unknown_field", route.template() + query);
      }
    }
  }
}
