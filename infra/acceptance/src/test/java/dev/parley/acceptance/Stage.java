package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A workspace with conversations of several people, another one beside it, and Vera, who sends
 * nonsense: afterwards everything must be as it was.
 */
final class Stage {
  final String portal;
  final String elsewhere;
  final ParleyClient vera;

  /** Vera's own conversation. */
  final String own;

  /** Well-formed ids of conversations that Vera has no part in, by what they are. */
  final Map<String, String> foreign;

  private final Parley parley;
  private final List<ParleyClient> people;
  private final List<JsonNode> before;

  Stage(Parley parley) {
    this.parley = parley;
    portal = parley.workspace("legal-portal");
    elsewhere = parley.workspace("legal-portal");
    vera = parley.device(portal, "vera-orlova");
    ParleyClient pavel = parley.device(portal, "pavel-zimin");
    ParleyClient veraElsewhere = parley.device(elsewhere, "vera-orlova");
    String kitchens = parley.workspace("kitchen-designers");
    ParleyClient dmitri = parley.device(kitchens, "dmitri-volkov");
    own = id(vera.openWithSpecialist("lev-sokolov"));
    foreign =
        Map.of(
            "nobody's", "A".repeat(22),
            "somebody else's", id(pavel.openWithSpecialist("lev-sokolov")),
            "my own of another workspace", id(veraElsewhere.openWithSpecialist("lev-sokolov")),
            "a channel's of another workspace", id(dmitri.openWithChannel("moscow")));
    people =
        Stream.concat(
                Stream.of(veraElsewhere, dmitri),
                Stream.of(
                        "vera-orlova", "pavel-zimin", "lev-sokolov", "anna-belova", "pravo-i-delo")
                    .map(person -> parley.device(portal, person)))
            .toList();
    before = everything();
  }

  /** Whatever calls a person of the portal can make. */
  RawCalls as(String person) {
    return as(person, Map.of("Parley-Workspace", portal));
  }

  RawCalls as(String person, Map<String, String> headers) {
    String token = parley.cloud().issuer().orElseThrow().accessToken(person);
    return parley
        .calls(headers)
        .with("Authorization", "Bearer " + token)
        .with("Idempotency-Key", "key-of-the-stage");
  }

  void assertNothingChanged() {
    assertThat(everything()).isEqualTo(before);
  }

  /** Every list and every log, as those see it who may. */
  private List<JsonNode> everything() {
    List<JsonNode> all = new ArrayList<>();
    for (ParleyClient person : people) {
      // The cursor beside them tells the time.
      JsonNode mine = person.conversations();
      all.add(mine.path("conversations"));
      mine.path("conversations").forEach(each -> all.addAll(person.entries(id(each), 100)));
    }
    return all;
  }

  private static String id(JsonNode conversation) {
    return conversation.path("id").asText();
  }
}
