package dev.parley.acceptance;

import static dev.parley.acceptance.Views.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client who is restricted, and one who has left: two states, and neither is a block. */
class WhoMayWrite {
  @RegisterExtension final Parley parley = new Parley();

  private ParleyClient dmitri;
  private ParleyClient olga;
  private String conversation;

  @BeforeEach
  void aVisitorWrites() {
    String kitchens = parley.workspace("kitchen-designers");
    dmitri = parley.device(kitchens, "dmitri-volkov");
    olga = parley.device(kitchens, "olga-demina");
    conversation = dmitri.openWithChannel("moscow").path("id").asText();
    try (ChatSocket site = dmitri.connect()) {
      site.send(conversation, "Здравствуйте!");
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
}
