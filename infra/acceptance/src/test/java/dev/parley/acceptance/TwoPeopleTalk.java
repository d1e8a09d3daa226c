package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody writes, somebody answers: in each of the five kinds of service. */
class TwoPeopleTalk {
  @RegisterExtension final Parley parley = new Parley();

  @Requirement({"S0-01", "S0-04"})
  @ParameterizedTest
  @CsvSource({"lev-sokolov,lawyer", "anna-belova,advocate", "pravo-i-delo,legal_company"})
  void aClientOpensTheDialogWithAnyKindOfSpecialistAndSeesTheKind(String person, String kind) {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    JsonNode opened = vera.openWithSpecialist(person);

    assertThat(opened.at("/with/id").asText()).isEqualTo(person);
    assertThat(opened.at("/with/specialistKind").asText()).isEqualTo(kind);
    assertThat(vera.conversation(opened.path("id").asText())).isEqualTo(opened);
    assertThat(ids(parley.device(portal, person).conversations()))
        .containsExactly(opened.path("id").asText());
  }

  @Requirement("S0-02")
  @Test
  void anAnonymousCallerOpensNothingAndSendsNothing() {
    String portal = parley.workspace("legal-portal");
    Map<String, String> nobody = Map.of("Parley-Workspace", portal);
    ParleyClient anonymous = parley.device("nobody", nobody);
    JsonNode wish = Json.object().put("specialist", "lev-sokolov");

    assertThat(anonymous.post("/conversations", wish).status()).isEqualTo(401);
    assertThat(anonymous.post("/socket-tickets", Json.object()).status()).isEqualTo(401);
    assertThat(statusOfSocket(anonymous, "")).isEqualTo(401);
    assertThat(statusOfSocket(anonymous, "?ticket=" + "A".repeat(43))).isEqualTo(403);
    assertThat(ids(parley.device(portal, "lev-sokolov").conversations())).isEmpty();
  }

  @Requirement("S0-03")
  @Test
  void theFirstMessageStartsTheDialogAndAskingAgainFindsIt() throws Exception {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    JsonNode wish = Json.object().put("specialist", "lev-sokolov");
    List<Response> answers = AtOnce.times(8, () -> vera.post("/conversations", wish));

    assertThat(answers).extracting(Response::status).containsOnly(200, 201);
    assertThat(answers).filteredOn(each -> each.status() == 201).hasSize(1);
    assertThat(answers).extracting(Response::body).containsOnly(answers.getFirst().body());
    String conversation = answers.getFirst().body().path("id").asText();
    try (ChatSocket socket = vera.connect()) {
      socket.send(conversation, "Здравствуйте!");
    }
    assertThat(vera.openWithSpecialist("lev-sokolov").path("id").asText()).isEqualTo(conversation);
    assertThat(ids(vera.conversations())).containsExactly(conversation);
    assertThat(vera.entries(conversation, 100))
        .extracting(entry -> entry.path("kind").asText())
        .containsExactly("opened", "text");
  }

  @Requirement("S1-15")
  @Test
  void aDesignerAnswersAVisitorOfTheSite() {
    staffAnswers("kitchen-designers", "dmitri-volkov", "moscow", "olga-demina", "Добрый день!");
  }

  @Requirement("S2-01")
  @Test
  void aUserOfTheAppWritesToADealership() {
    staffAnswers("dealership", "daria-petrova", "dealer-north", "sergei-frolov", "Когда на ТО?");
  }

  @Requirement("S4-31")
  @Test
  void anAdministratorTypesATextAndSendsIt() {
    staffAnswers("salon-crm", "taras-melnyk", "salon", "iryna-bondar", "Чекаємо о 15:00 💇");
  }

  @Test
  void aConsultantAnswersAClient() {
    String practice = parley.workspace("tarot-practice");
    ParleyClient yulia = parley.device(practice, "yulia-snegireva");
    ParleyClient maria = parley.device(practice, "maria-lunina");
    String conversation = yulia.openWithSpecialist("maria-lunina").path("id").asText();
    talk(yulia, maria, conversation, "Вопрос о работе", "Записала");
  }

  @Test
  void aConnectionLostInTheMiddleMissesNothingAndARetryStandsOnce() {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    ParleyClient lev = parley.device(portal, "lev-sokolov");
    String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    try (ChatSocket office = lev.connect()) {
      office.watch(conversation);
      ChatSocket train = vera.connect();
      train.watch(conversation);
      Message lost = vera.log(conversation).write("one");
      train.stopListening();
      train.post(lost);
      lev.log(conversation).await(2, ChatSocket.PATIENCE);
      train.cut();
      office.send(conversation, "two");
      try (ChatSocket platform = vera.connect()) {
        platform.watch(conversation);
        assertThat(vera.log(conversation).last()).isEqualTo(3);
        assertThat(platform.send(lost).path("seq").asLong()).isEqualTo(2);
      }
    }
    assertThat(vera.log(conversation).entries()).isEqualTo(vera.entries(conversation, 1));
    assertThat(vera.log(conversation).unanswered()).isEmpty();
  }

  private void staffAnswers(
      String preset, String client, String channel, String operator, String text) {
    String workspace = parley.workspace(preset);
    ParleyClient visitor = parley.device(workspace, client);
    ParleyClient staff = parley.device(workspace, operator);
    String conversation = visitor.openWithChannel(channel).path("id").asText();

    assertThat(ids(staff.conversationsOf(channel))).containsExactly(conversation);
    talk(visitor, staff, conversation, "Есть вопрос", text);
  }

  /** The client writes, staff answer, and either sees both texts live and in the log. */
  private static void talk(
      ParleyClient client, ParleyClient staff, String conversation, String text, String answer) {
    try (ChatSocket outside = client.connect();
        ChatSocket inside = staff.connect()) {
      outside.watch(conversation);
      inside.watch(conversation);
      outside.send(conversation, text);
      staff.log(conversation).await(2, ChatSocket.PATIENCE);
      inside.send(conversation, answer);
      client.log(conversation).await(3, ChatSocket.PATIENCE);
    }
    List<JsonNode> log = client.entries(conversation, 100);
    assertThat(log)
        .extracting(entry -> entry.path("text").asText())
        .containsExactly("", text, answer);
    assertThat(log)
        .extracting(entry -> entry.path("author").asText())
        .containsExactly(client.person(), client.person(), staff.person());
    assertThat(log)
        .extracting(entry -> entry.path("side").asText())
        .containsExactly("client", "client", "staff");
    assertThat(client.log(conversation).entries().getLast()).isEqualTo(log.getLast());
    assertThat(staff.log(conversation).entries().get(1)).isEqualTo(log.get(1));
    assertThat(client.log(conversation).contradictions()).isEmpty();
    assertThat(staff.log(conversation).contradictions()).isEmpty();
  }

  private int statusOfSocket(ParleyClient device, String query) {
    URI url = URI.create(parley.cloud().outputs().get("SocketUrl") + query);
    return catchThrowableOfType(Refused.class, () -> device.connect(url, Optional.empty()))
        .status();
  }

  private static List<String> ids(JsonNode list) {
    return list.path("conversations").valueStream().map(each -> each.path("id").asText()).toList();
  }
}
