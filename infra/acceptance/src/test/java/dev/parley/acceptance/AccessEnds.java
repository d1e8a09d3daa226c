package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who loses access, and who may not write, at once and for as long as it is said. */
class AccessEnds {
  @RegisterExtension final Parley parley = new Parley();

  private String kitchens;
  private ParleyClient dmitri;
  private ParleyClient olga;
  private ParleyClient mark;
  private String conversation;

  @BeforeEach
  void aVisitorWrites() {
    kitchens = parley.workspace("kitchen-designers");
    dmitri = parley.device(kitchens, "dmitri-volkov");
    olga = parley.device(kitchens, "olga-demina");
    mark = parley.device(kitchens, "mark-efimov");
    conversation = dmitri.openWithChannel("moscow").path("id").asText();
    try (ChatSocket site = dmitri.connect()) {
      site.send(conversation, "Здравствуйте!");
    }
  }

  @Test
  void whoIsRevokedSeesNothingMoreAndHearsWhy() {
    ChatSocket desk = olga.connect();
    desk.watch(conversation);
    desk.sync("moscow", Optional.empty());
    JsonNode member = mark.administer("olga-demina", "revoke", Json.object()).success();
    assertThat(member.path("active").asBoolean()).isFalse();
    assertThat(desk.awaitClose()).isEqualTo(1000);
    assertThat(desk.frames().getLast())
        .isEqualTo(Json.object().put("type", "bye").put("code", "revoked"));
    assertThat(codeOf(() -> olga.me())).isEqualTo("not_a_member");
    assertThat(codeOf(() -> olga.connect())).isEqualTo("not_a_member");

    ObjectNode grant = Json.object();
    grant.putArray("roles").add("operator");
    grant.putArray("channels").add("kazan");
    assertThat(mark.administer("olga-demina", "grant", grant).status()).isEqualTo(200);
    assertThat(olga.me().at("/channels/0/id").asText()).isEqualTo("kazan");
    assertThat(codeOf(() -> olga.conversation(conversation))).isEqualTo("not_found");
    try (ChatSocket again = olga.connect()) {
      assertThat(codeOf(() -> again.watch(conversation))).isEqualTo("not_found");
    }
  }

  @Test
  void aRestrictedClientReadsAndWritesAgainWhenItIsOver() {
    ObjectNode restriction = Json.object().put("reason", "ultimatum");
    restriction.put(
        "until", parley.cloud().clock().instant().plus(Duration.ofMinutes(1)).toString());
    JsonNode stands = olga.tell(conversation, "restrict", restriction).success();
    assertThat(stands.at("/restriction/reason").asText()).isEqualTo("ultimatum");
    try (ChatSocket site = dmitri.connect()) {
      site.watch(conversation);
      Message refused = dmitri.log(conversation).write("Вы здесь?");
      assertThat(codeOf(() -> site.send(refused))).isEqualTo("restricted");
      assertThat(dmitri.entries(conversation, 10).getLast().path("kind").asText())
          .isEqualTo("restricted");
      parley.pass(Duration.ofSeconds(61));
      assertThat(site.send(refused).path("seq").asInt()).isEqualTo(4);
    }
  }

  @Test
  void whoHasLeftIsUnreachableUntilTheyWrite() {
    JsonNode left = dmitri.tell(conversation, "leave", Json.object()).success();
    assertThat(left.path("unreachable").asBoolean()).isTrue();
    assertThat(left.path("blockedBy")).isEmpty();
    try (ChatSocket desk = olga.connect();
        ChatSocket site = dmitri.connect()) {
      desk.watch(conversation);
      Message message = olga.log(conversation).write("Добрый день!");
      assertThat(codeOf(() -> desk.send(message))).isEqualTo("unreachable");
      site.watch(conversation);
      site.send(conversation, "Я снова здесь");
      olga.log(conversation).await(4, ChatSocket.PATIENCE);
      assertThat(desk.send(message).path("seq").asInt()).isEqualTo(5);
    }
    assertThat(olga.conversation(conversation).path("unreachable").asBoolean()).isFalse();
  }

  @Test
  void staffWriteFirstToAClientWithACardWhoHasWrittenBefore() {
    String salon = parley.workspace("salon-crm");
    ParleyClient taras = parley.device(salon, "taras-melnyk");
    ParleyClient iryna = parley.device(salon, "iryna-bondar");
    ObjectNode wish = Json.object().put("client", "taras-melnyk").put("channel", "salon");
    JsonNode linked =
        iryna.administer("taras-melnyk", "link", Json.object().put("card", "c-4711")).success();
    assertThat(linked.path("card").asText()).isEqualTo("c-4711");
    assertThat(iryna.post("/conversations", wish).code()).isEqualTo("client_first");
    String id = taras.openWithChannel("salon").path("id").asText();
    try (ChatSocket outside = taras.connect();
        ChatSocket desk = iryna.connect()) {
      desk.watch(id);
      Message message = iryna.log(id).write("Запишу вас?");
      assertThat(codeOf(() -> desk.send(message))).isEqualTo("client_first");
      outside.send(id, "Добрий день!");
      iryna.log(id).await(2, ChatSocket.PATIENCE);
      assertThat(desk.send(message).path("seq").asInt()).isEqualTo(3);
    }
  }
}
