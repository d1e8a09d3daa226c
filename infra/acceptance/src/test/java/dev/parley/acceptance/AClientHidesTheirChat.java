package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client deletes a chat with a dealer from their list, and it can come back. */
class AClientHidesTheirChat {
  @RegisterExtension final Parley parley = new Parley();

  private ParleyClient roman;
  private ParleyClient sergei;
  private String id;

  @BeforeEach
  void theyHaveTalked() {
    String dealers = parley.workspace("dealership");
    roman = parley.device(dealers, "roman-krylov");
    sergei = parley.device(dealers, "sergei-frolov");
    id = roman.openWithChannel("dealer-north").path("id").asText();
    try (ChatSocket phone = roman.connect()) {
      phone.send(id, "Is the car ready?");
    }
    roman.post("/conversations/" + id + "/hide", Json.object()).success();
  }

  @Requirement("S2-54")
  @Test
  void staffSeeThatItWasDeletedAndKeepTheCorrespondence() {
    Waiting.until(() -> ids(roman, ""), List::isEmpty);
    assertThat(kinds(sergei)).containsExactly("opened", "text", "hidden");
    assertThat(Views.texts(sergei.entries(id, 10))).contains("Is the car ready?");
    JsonNode row =
        Waiting.until(
            () -> sergei.conversationsOf("dealer-north").at("/conversations/0"),
            it -> it.path("hidden").asBoolean());
    assertThat(row.at("/last/kind").asText()).isEqualTo("hidden");
    // Staff cannot hide it from the client, nor bring it back in the client's name.
    for (String verb : List.of("hide", "restore")) {
      Response refused = sergei.post("/conversations/" + id + "/" + verb, Json.object());
      assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(403, "not_allowed"));
    }
  }

  @Requirement("S2-55")
  @Test
  void theClientRestoresItWithEverythingInIt() {
    Waiting.until(() -> ids(roman, "?hidden=true"), List.of(id)::equals);
    roman.post("/conversations/" + id + "/restore", Json.object()).success();
    Waiting.until(() -> ids(roman, ""), List.of(id)::equals);
    assertThat(ids(roman, "?hidden=true")).isEmpty();
    assertThat(Views.texts(roman.entries(id, 10))).contains("Is the car ready?");
    assertThat(kinds(sergei)).containsExactly("opened", "text", "hidden", "restored");
  }

  @Requirement("S2-56")
  @Test
  void aMessageOfTheDealerMakesItLiveAgain() {
    Waiting.until(() -> ids(roman, ""), List::isEmpty);
    try (ChatSocket desk = sergei.connect()) {
      desk.watch(id);
      desk.send(id, "It is.");
    }
    Waiting.until(() -> ids(roman, ""), List.of(id)::equals);
    JsonNode row = roman.conversations().at("/conversations/0");
    assertThat(row.path("hidden").asBoolean()).isFalse();
    assertThat(row.path("unread").asInt()).isEqualTo(1);
    assertThat(kinds(sergei)).containsExactly("opened", "text", "hidden", "text");
  }

  private List<String> kinds(ParleyClient person) {
    return person.entries(id, 10).stream().map(entry -> entry.path("kind").asText()).toList();
  }

  private static List<String> ids(ParleyClient person, String query) {
    JsonNode list = person.call("GET", "/conversations" + query, Optional.empty()).success();
    return list.path("conversations").valueStream().map(row -> row.path("id").asText()).toList();
  }
}
