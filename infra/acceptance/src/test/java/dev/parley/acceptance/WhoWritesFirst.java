package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may begin, by the workspace's policy: at the opening and again at the first message. */
class WhoWritesFirst {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-35", "S0-36"})
  @Test
  void aSpecialistNeitherOpensAConversationWithAClientNorWritesItsFirstMessage() {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    ParleyClient lev = parley.device(portal, "lev-sokolov");
    for (String client : List.of("vera-orlova", "nobody")) {
      refused(lev, wish().put("client", client), 403, "client_first");
    }
    refused(lev, wish().put("specialist", "lev-sokolov"), 403, "not_allowed");
    assertThat(vera.conversations().path("conversations")).isEmpty();

    String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    try (ChatSocket office = lev.connect()) {
      office.watch(conversation);
      Message message = lev.log(conversation).write("Buy now!");
      assertThat(codeOf(() -> office.send(message))).isEqualTo("client_first");
    }
    assertThat(vera.entries(conversation, 10)).hasSize(1);
  }

  @Requirement("S0-37")
  @Test
  void onceTheClientHasWrittenTheSpecialistWritesAsOftenAsTheyLike() {
    Pair pair = new Pair(parley);
    try (ChatSocket phone = pair.vera.connect();
        ChatSocket office = pair.lev.connect()) {
      phone.send(pair.conversation, "Good morning!");
      office.watch(pair.conversation);
      office.send(pair.conversation, "Good morning.");
      office.send(pair.conversation, "How can I help?");
    }
    assertThat(Views.texts(pair.vera.entries(pair.conversation, 10)))
        .containsExactly("", "Good morning!", "Good morning.", "How can I help?");
    Response found = pair.lev.post("/conversations", wish().put("client", "vera-orlova"));
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body().path("id").asText()).isEqualTo(pair.conversation);
  }

  @Requirement("S2-47")
  @Test
  void whereThePolicySaysSoStaffOpenForTheirChannelAndWriteFirst() {
    String dealers = parley.workspace("dealership");
    ParleyClient roman = parley.device(dealers, "roman-krylov");
    ParleyClient sergei = parley.device(dealers, "sergei-frolov");
    ObjectNode wish = wish().put("client", "roman-krylov").put("channel", "dealer-north");
    Response opened = sergei.post("/conversations", wish);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(sergei.post("/conversations", wish).status()).isEqualTo(200);
    String conversation = opened.body().path("id").asText();
    try (ChatSocket desk = sergei.connect()) {
      desk.watch(conversation);
      desk.send(conversation, "Your car is ready");
    }
    JsonNode found = roman.openWithChannel("dealer-north");
    assertThat(found.path("id").asText()).isEqualTo(conversation);
    assertThat(found.at("/last/preview").asText()).isEqualTo("Your car is ready");
    assertThat(Views.texts(roman.entries(conversation, 10)))
        .containsExactly("", "Your car is ready");

    refused(sergei, wish().put("client", "roman-krylov"), 403, "not_allowed");
    refused(sergei, wish.deepCopy().put("channel", "dealer-south"), 404, "not_found");
    refused(sergei, wish.deepCopy().put("client", "nobody"), 404, "not_found");
    refused(sergei, wish.deepCopy().put("specialist", "nobody"), 400, "invalid_field");
  }

  @Requirement("S4-12")
  @Test
  void whereOnlyClientsWithACardAreWrittenToOneWhoNeverWroteIsNot() {
    String salon = parley.workspace("salon-crm");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    ObjectNode wish = wish().put("client", "taras-melnyk").put("channel", "salon");
    refused(iryna, wish, 403, "client_first");
    // A card alone does not do: the client has never written.
    link(salon, "taras-melnyk");
    refused(iryna, wish, 403, "client_first");
  }

  @Requirement("S4-13")
  @Test
  void aClientWhoWroteBeforeAndHasACardIsWrittenToFirst() {
    String salon = parley.workspace(twoSalons());
    ParleyClient taras = parley.device(salon, "taras-melnyk");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    ObjectNode wish = wish().put("client", "taras-melnyk").put("channel", "second-salon");
    try (ChatSocket phone = taras.connect()) {
      phone.send(taras.openWithChannel("salon").path("id").asText(), "Good afternoon!");
    }
    refused(iryna, wish, 403, "client_first");

    link(salon, "taras-melnyk");
    // That the client wrote is known from their list, which follows the log.
    Response opened =
        Waiting.until(() -> iryna.post("/conversations", wish), it -> it.status() != 403);
    assertThat(opened.status()).isEqualTo(201);
    String conversation = opened.body().path("id").asText();
    try (ChatSocket desk = iryna.connect()) {
      desk.watch(conversation);
      desk.send(conversation, "We have opened next door to you.");
    }
    assertThat(Views.texts(taras.entries(conversation, 10)))
        .containsExactly("", "We have opened next door to you.");
  }

  private void link(String salon, String client) {
    parley
        .device(salon, "oksana-kovalenko")
        .post("/members/" + client + "/link", Json.object().put("card", "crm-17"))
        .success();
  }

  private static Preset twoSalons() {
    Preset salon =
        Presets.in(Repository.ROOT).stream()
            .filter(it -> it.id().equals("salon-crm"))
            .findFirst()
            .orElseThrow();
    ObjectNode json = salon.json().deepCopy();
    json.withArray("channels").addObject().put("id", "second-salon").put("name", "Second salon");
    for (JsonNode member : json.path("members")) {
      if (member.path("id").asText().equals("iryna-bondar")) {
        ((ObjectNode) member).withArray("channels").add("second-salon");
      }
    }
    return new Preset(json);
  }

  private static ObjectNode wish() {
    return Json.object();
  }

  private static void refused(ParleyClient caller, ObjectNode wish, int status, String code) {
    Response answer = caller.post("/conversations", wish);
    assertThat(List.of(answer.status(), answer.code()))
        .as(wish.toString())
        .isEqualTo(List.of(status, code));
  }
}
