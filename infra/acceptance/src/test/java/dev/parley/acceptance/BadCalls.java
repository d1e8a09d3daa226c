package dev.parley.acceptance;

import static dev.parley.acceptance.Views.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that make no sense are refused with a documented code and change nothing. */
class BadCalls {
  private static final List<Route> ROUTES = Route.all(ApiDocuments.read());
  private static final List<String> POSTS =
      ROUTES.stream().filter(Route::isPost).map(each -> each.path("A".repeat(22))).toList();

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
  void aBodyThatIsNotOneJsonObjectIsRefused() {
    for (String path : POSTS) {
      for (String document : Nonsense.documents()) {
        assertRefused(
            vera.post(path, document), 400, "invalid_json", path + " " + Nonsense.shown(document));
      }
    }
    for (String blank : List.of("", " ", "\n")) {
      assertRefused(vera.post("/conversations", blank), 400, "invalid_json", "a blank body");
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    for (String broken :
        List.of("ff", "c0 af", "ed a0 80", "f0 9f 98", "c3 28", "80", "fe ff 00 7b")) {
      byte[] bytes = Nonsense.bytes(broken);
      refusedAsNoJson("/conversations", bytes);
      refusedAsNoJson("/conversations", Nonsense.around("{\"specialist\":\"lev", bytes, "\"}"));
      refusedAsNoJson("/conversations", Nonsense.around("{\"", bytes, "\":\"lev-sokolov\"}"));
      refusedAsNoJson(
          "/conversations", Nonsense.around("{\"specialist\":\"anna-belova\"}", bytes, ""));
      refusedAsNoJson("/socket-tickets", bytes);
      refusedAsNoJson("/socket-tickets", Nonsense.around("{\"", bytes, "\":1}"));
    }
  }

  @Test
  void aCounterpartOfAnotherTypeOrFormIsRefused() {
    for (String field : List.of("specialist", "channel")) {
      for (String value : Nonsense.values()) {
        String body = "{\"" + field + "\":" + value + "}";
        Response answer = vera.post("/conversations", body);
        assertRefused(answer, 400, "invalid_field", Nonsense.shown(body));
        assertThat(answer.body().path("field").asText()).isEqualTo(field);
      }
    }
  }

  @Test
  void fieldsThatAreMissingUnknownOrTooManyAreRefused() {
    String anna = "{\"specialist\":\"anna-belova\"}";
    assertRefused(vera.post("/conversations", "{}"), 400, "missing_field", "no counterpart");
    for (String more : List.of("colour", "person", "channel ", "Specialist", "__proto__", "")) {
      assertRefused(
          vera.post("/conversations", Nonsense.plus(anna, more, "1")), 400, "unknown_field", more);
      assertRefused(
          vera.post("/socket-tickets", Nonsense.plus("{}", more, "1")), 400, "unknown_field", more);
    }
    String two = Nonsense.plus(anna, "channel", "\"moscow\"");
    assertRefused(vera.post("/conversations", two), 400, "invalid_field", "two counterparts");
    String twice = Nonsense.plus(anna, "specialist", "\"anna-belova\"");
    assertRefused(vera.post("/conversations", twice), 400, "invalid_json", "a field twice");
  }

  @Test
  void aBodyLongerThanIsReadIsTooLarge() {
    String before = "{\"specialist\":\"";
    for (String path : POSTS) {
      String longest = Nonsense.filling(before, "\"}", Nonsense.LIMIT);
      assertThat(vera.post(path, longest).status()).isEqualTo(400);
      String longer = Nonsense.filling(before, "\"}", Nonsense.LIMIT + 1);
      assertRefused(vera.post(path, longer), 413, "too_large", path);
    }
  }

  @Test
  void aConversationBeginsOnlyWithASpecialistOfTheWorkspace() {
    for (String person :
        List.of("pavel-zimin", "vera-orlova", "irina-sudova", "nobody", "maria-lunina", "moscow")) {
      String body = Json.object().put("specialist", person).toString();
      assertRefused(vera.post("/conversations", body), 404, "not_found", person);
    }
  }

  @Test
  void aConversationBeginsOnlyWithAChannelOfTheWorkspace() {
    for (String channel : List.of("moscow", "salon", "lev-sokolov", "legal-portal")) {
      String body = Json.object().put("channel", channel).toString();
      assertRefused(vera.post("/conversations", body), 404, "not_found", channel);
    }
  }

  @Test
  void onlyAClientBegins() {
    for (String person : List.of("lev-sokolov", "irina-sudova")) {
      RawCalls calls = stage.as(person, Map.of("Parley-Workspace", stage.portal));
      String body = "{\"specialist\":\"anna-belova\"}";
      assertRefused(calls.post("/conversations", body), 403, "not_allowed", person);
    }
  }

  @Test
  void aConversationThatIsNotMineIsNotFound() {
    stage.foreign.forEach(
        (whose, id) -> {
          assertRefused(vera.get("/conversations/" + id), 404, "not_found", whose);
          assertRefused(vera.get("/conversations/" + id + "/entries"), 404, "not_found", whose);
        });
  }

  @Test
  void aStrangeIdInThePathIsNotFound() {
    for (String id : Nonsense.paths()) {
      assertRefused(vera.get("/conversations/" + id), 404, "not_found", id);
      assertRefused(vera.get("/conversations/" + id + "/entries"), 404, "not_found", id);
    }
  }

  @Test
  void aChannelThatIsNotMineIsNotFound() {
    String kitchens = parley.workspace("kitchen-designers");
    RawCalls olga = stage.as("olga-demina", Map.of("Parley-Workspace", kitchens));
    assertThat(olga.get("/conversations?channel=moscow").status()).isEqualTo(200);
    Stream.concat(Stream.of("kazan", "nowhere", "Moscow", ""), Nonsense.paths().stream())
        .forEach(
            channel ->
                assertRefused(
                    olga.get("/conversations?channel=" + channel), 404, "not_found", channel));
    assertRefused(
        olga.get("/conversations?channel=moscow&channel=moscow"), 404, "not_found", "twice");
    assertRefused(vera.get("/conversations?channel=moscow"), 404, "not_found", "a client");
  }

  @Test
  void aWorkspaceMustBeNamedAndBeMine() {
    RawCalls nowhere = stage.as("vera-orlova", Map.of());
    List<String> names =
        List.of(
            "nowhere",
            "Legal-Portal",
            "legal-portal#",
            "../" + stage.portal,
            "*",
            "\"\"",
            "null",
            stage.portal + "," + stage.portal,
            stage.portal + "\u00e9",
            "w".repeat(3_000));
    for (Route route : ROUTES) {
      refused(nowhere, route, 400, "workspace_required");
      refused(nowhere.with("Parley-Workspace", ""), route, 400, "workspace_required");
      for (String name : names) {
        refused(nowhere.with("Parley-Workspace", name), route, 403, "not_a_member");
      }
      refused(vera.with("Parley-Workspace", stage.portal), route, 403, "not_a_member");
    }
  }

  @Test
  void aRouteThatIsNotDocumentedIsNotThere() {
    for (String path :
        List.of(
            "/",
            "/me/",
            "//me",
            "/ME",
            "/me/..%2Fme",
            "/conversations/../me",
            "/live",
            "/$default",
            "/conversations/a/b/c",
            "/.env",
            "/@connections/a")) {
      assertThat(vera.get(path).status()).as(path).isEqualTo(404);
    }
    for (String method : List.of("PUT", "PATCH", "DELETE", "TRACE", "SPOON")) {
      assertThat(vera.call(method, "/conversations", new byte[0]).status())
          .as(method)
          .isEqualTo(404);
    }
  }

  private void refused(RawCalls caller, Route route, int status, String code) {
    String path = route.path(stage.own) + route.query();
    Response answer = caller.call(route.method(), path, route.bytes());
    assertRefused(answer, status, code, route.template());
  }

  private void refusedAsNoJson(String path, byte[] body) {
    Response answer = vera.post(path, body);
    assertRefused(
        answer, 400, "invalid_json", path + " " + new String(body, StandardCharsets.ISO_8859_1));
  }
}
