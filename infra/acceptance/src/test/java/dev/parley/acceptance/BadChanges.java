package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever writes into a conversation or changes a member is asked for in a wrong way, or by
 * somebody who may not, and changes nothing.
 */
class BadChanges {
  private static final String NOWHERE = "A".repeat(22);

  @RegisterExtension final Parley parley = new Parley();

  private final ApiDocuments documents = ApiDocuments.read();
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

  /** Routes with an id in their path and something in their body. */
  private Stream<Route> changes() {
    return Route.all(documents).stream()
        .filter(route -> route.isPost() && route.template().contains("{"))
        .filter(route -> !route.example().isEmpty());
  }

  @Test
  void theFieldOfAnotherTypeOrFormIsNamed() {
    int[] refused = {0};
    changes()
        .forEach(
            route -> {
              for (String field : fields(route)) {
                String others = without(route, field).toString();
                for (String value : Nonsense.values()) {
                  String body = Nonsense.plus(others, field, value);
                  if (!isAsDocumented(route, body)) {
                    refused[0]++;
                    named(route, body, "invalid_field", field);
                  }
                }
              }
            });
    assertThat(refused[0]).isGreaterThan(250);
  }

  @Test
  void theMissingFieldIsNamed() {
    List<Route> routes = changes().toList();
    assertThat(routes).hasSizeGreaterThan(8);
    for (Route route : routes) {
      JsonNode schema = ApiDocuments.resolve(documents.rest(), route.body().orElseThrow());
      for (JsonNode field : schema.path("required")) {
        named(route, without(route, field.asText()).toString(), "missing_field", field.asText());
      }
    }
    String other = "{\"reason\":\"other\",\"until\":\"2027-01-01T00:00:00Z\"}";
    String path = "/conversations/" + stage.own + "/restrict";
    for (String note : List.of("", ",\"note\":\" \"")) {
      Response answer = vera.post(path, other.replace("}", note + "}"));
      assertRefused(answer, 400, "missing_field", note);
      assertThat(answer.body().path("field").asText()).isEqualTo("note");
    }
  }

  @Test
  void aFieldThatIsNotKnownIsRefused() {
    Route.all(documents).stream()
        .filter(route -> route.isPost() && route.template().contains("{"))
        .forEach(
            route -> {
              for (String name : List.of("colour", "author", "Text", "__proto__", "")) {
                String body = Nonsense.plus(route.example().toString(), name, "1");
                Response answer = vera.post(route.path(NOWHERE), body);
                assertRefused(answer, 400, "unknown_field", route.template() + " " + name);
              }
            });
  }

  @Test
  void anEndThatIsNoInstantOrTooFarOffIsRefused() {
    RawCalls lev = stage.as("lev-sokolov");
    for (String until :
        List.of(
            "tomorrow",
            "2027-01-01",
            "2027-01-01T00:00:00",
            "1798761600",
            "2027-02-30T00:00:00Z",
            "2026-01-01T00:00:00Z",
            "2999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z")) {
      ObjectNode body = Json.object().put("reason", "clutter").put("until", until);
      Response answer = lev.post("/conversations/" + stage.own + "/restrict", body.toString());
      assertRefused(answer, 400, "invalid_field", until);
      assertThat(answer.body().path("field").asText()).isEqualTo("until");
    }
  }

  @Test
  void aConversationThatIsNotMineIsNotFound() {
    List<Route> routes = Route.all(documents).stream().filter(Route::changesAConversation).toList();
    assertThat(routes).hasSizeGreaterThan(11);
    for (Route route : routes) {
      stage.foreign.forEach(
          (whose, id) ->
              assertRefused(
                  vera.post(route.path(id), route.bytes()), 404, "not_found", route + " " + whose));
      for (String id : Nonsense.paths()) {
        assertRefused(vera.post(route.path(id), route.bytes()), 404, "not_found", route + " " + id);
      }
    }
  }

  @Test
  void theOtherSidesChangesAreNotAllowed() {
    String until = "{\"reason\":\"clutter\",\"until\":\"2026-12-24T00:00:00Z\"}";
    String path = "/conversations/" + stage.own;
    assertRefused(vera.post(path + "/restrict", until), 403, "not_allowed", "restrict");
    assertRefused(vera.post(path + "/lift", ""), 403, "not_allowed", "lift");
    RawCalls lev = stage.as("lev-sokolov");
    for (String verb : List.of("hide", "restore", "leave", "return")) {
      assertRefused(lev.post(path + "/" + verb, ""), 403, "not_allowed", verb);
    }
  }

  @Test
  void aPositionBeyondTheEndIsUnknown() {
    String path = "/conversations/" + stage.own;
    Map<String, String> bodies =
        Map.of(
            "{\"seq\":2}", "/read",
            "{\"clientMessageId\":\"1.abcdef\",\"after\":2,\"text\":\"x\"}", "/send",
            "{\"clientMessageId\":\"2.abcdef\",\"after\":1,\"text\":\"x\"}", "/send",
            "{\"clientMessageId\":\"1.abcdef\",\"after\":1,\"text\":\"x\",\"replyTo\":2}", "/send",
            "{\"clientMessageId\":\"1.abcdef\",\"after\":1,\"text\":\"x\",\"seq\":2}", "/edit");
    bodies.forEach(
        (body, verb) -> assertRefused(vera.post(path + verb, body), 409, "unknown_position", body));
    String opened = "{\"clientMessageId\":\"1.abcdef\",\"after\":1,\"text\":\"x\",\"seq\":1}";
    assertRefused(vera.post(path + "/edit", opened), 403, "not_editable", "what is no text");
  }

  @Test
  void onlyAnAdministratorChangesMembersAndNobodyTheirOwnAccess() {
    List<Route> routes =
        Route.all(documents).stream()
            .filter(route -> route.isPost() && route.template().startsWith("/members/{person}/"))
            .filter(route -> !route.template().endsWith("/credit"))
            .toList();
    assertThat(routes).hasSizeGreaterThan(5);
    String kitchens = parley.workspace("kitchen-designers");
    RawCalls mark = stage.as("mark-efimov", Map.of("Parley-Workspace", kitchens));
    for (Route route : routes) {
      String strange = route.template().replace("{person}", "nobody");
      for (String path : List.of(route.path(NOWHERE), strange)) {
        assertRefused(vera.post(path, route.bytes()), 403, "not_allowed", path);
      }
      byte[] body =
          route.template().endsWith("/grant")
              ? "{\"roles\":[\"client\"],\"channels\":[]}".getBytes(StandardCharsets.UTF_8)
              : route.bytes();
      assertRefused(mark.post(strange, body), 404, "not_found", strange);
      for (String id : Nonsense.paths()) {
        String path = route.template().replace("{person}", id);
        assertThat(mark.post(path, body).status()).as(path).isEqualTo(404);
      }
    }
    for (String verb : List.of("revoke", "grant")) {
      assertRefused(
          mark.post(
              "/members/mark-efimov/" + verb,
              verb.equals("grant") ? "{\"roles\":[\"client\"],\"channels\":[]}" : "{}"),
          403,
          "not_allowed",
          verb);
    }
    String nowhere = "{\"roles\":[\"operator\"],\"channels\":[\"nowhere\"]}";
    assertRefused(
        mark.post("/members/olga-demina/grant", nowhere), 400, "invalid_field", "channels");
    assertThat(parley.device(kitchens, "olga-demina").me().path("channels")).hasSize(1);
  }

  private void named(Route route, String body, String code, String field) {
    Response answer = vera.post(route.path(NOWHERE), body);
    String what = route.template() + " " + Nonsense.shown(body);
    assertRefused(answer, 400, code, what);
    assertThat(answer.body().path("field").asText()).as(what).isEqualTo(field);
  }

  private boolean isAsDocumented(Route route, String body) {
    try {
      // Half a character is no text, which a schema cannot say; nor does it look into instants.
      return !body.contains("\\ud")
          && (body.contains("until")
              || documents
                  .validate(documents.rest(), route.body().orElseThrow(), Json.read(body))
                  .isEmpty());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> fields(Route route) {
    return route.example().propertyStream().map(Map.Entry::getKey).toList();
  }

  private static ObjectNode without(Route route, String field) {
    return ((ObjectNode) route.example().deepCopy()).without(field);
  }
}
