package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator takes access away: sockets close, and nothing is sent or read any more. */
class AccessIsTaken {
  @RegisterExtension final Parley parley = new Parley();

  private String kitchens;
  private ParleyClient mark;
  private ParleyClient olga;
  private ParleyClient dmitri;
  private String id;

  @BeforeEach
  void anOperatorAnswers() {
    kitchens = parley.workspace("kitchen-designers");
    mark = parley.device(kitchens, "mark-efimov");
    olga = parley.device(kitchens, "olga-demina");
    dmitri = parley.device(kitchens, "dmitri-volkov");
    id = dmitri.openWithChannel("moscow").path("id").asText();
  }

  @Test
  void whoIsRevokedIsOffEverySocketAtOnceAndStaysOut() {
    ChatSocket desk = olga.connect();
    ChatSocket other = olga.connect();
    JsonNode ticket = olga.ticket();
    desk.watch(id);
    assertThat(change(mark, "olga-demina", "revoke", Json.object())).isEqualTo(List.of(200, ""));
    for (ChatSocket socket : List.of(desk, other)) {
      JsonNode bye = socket.await(frame -> frame.path("type").asText().equals("bye"), "bye");
      assertThat(bye.path("code").asText()).isEqualTo("revoked");
      socket.awaitClose();
    }
    Response answer = olga.call("GET", "/me", Optional.empty());
    assertThat(List.of(answer.status(), answer.code())).isEqualTo(List.of(403, "not_a_member"));
    String url = ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText();
    assertThat(codeOfHandshake(olga, url)).isEqualTo(403);

    assertThat(change(mark, "olga-demina", "grant", rights("moscow"))).isEqualTo(List.of(200, ""));
    try (ChatSocket back = olga.connect()) {
      back.watch(id);
    }
  }

  @Test
  void whoLosesAChannelNoLongerSeesIt() {
    ChatSocket desk = olga.connect();
    desk.watch(id);
    assertThat(change(mark, "olga-demina", "grant", rights("kazan"))).isEqualTo(List.of(200, ""));
    desk.awaitClose();
    try (ChatSocket back = olga.connect();
        ChatSocket phone = dmitri.connect()) {
      assertThat(codeOf(() -> back.watch(id))).isEqualTo("not_found");
      phone.send(id, "Good afternoon!");
      assertThat(olga.call("GET", "/conversations?channel=moscow", Optional.empty()).code())
          .isEqualTo("not_found");
    }
  }

  @Test
  void onlyAdministratorsChangeOthersAndNobodyThemselves() {
    assertThat(change(olga, "igor-lapin", "revoke", Json.object()))
        .isEqualTo(List.of(403, "not_allowed"));
    assertThat(change(mark, "mark-efimov", "revoke", Json.object()))
        .isEqualTo(List.of(403, "not_allowed"));
    assertThat(change(mark, "nobody", "revoke", Json.object()))
        .isEqualTo(List.of(404, "not_found"));
    assertThat(change(mark, "olga-demina", "grant", rights("atlantis")))
        .isEqualTo(List.of(400, "invalid_field"));
    assertThat(olga.me().at("/channels/0/id").asText()).isEqualTo("moscow");
  }

  private static ObjectNode rights(String channel) {
    ObjectNode rights = Json.object();
    rights.putArray("roles").add("operator");
    rights.putArray("channels").add(channel);
    return rights;
  }

  private static List<Object> change(ParleyClient by, String person, String verb, ObjectNode body) {
    Response answer = by.post("/members/" + person + "/" + verb, body);
    return List.of(answer.status(), answer.code());
  }

  private static int codeOfHandshake(ParleyClient person, String url) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            Refused.class, () -> person.connect(java.net.URI.create(url), Optional.empty()))
        .status();
  }
}
