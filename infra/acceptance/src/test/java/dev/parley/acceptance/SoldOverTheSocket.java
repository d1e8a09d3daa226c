package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that a call does with a consultation, a frame does, too. */
class SoldOverTheSocket {
  @RegisterExtension final Parley parley = new Parley();

  private Deal deal;

  @Requirement({"S0-16", "S0-18", "S0-21", "S0-22", "S0-25"})
  @Test
  void eachCommandIsAFrameAndItsReceiptNamesTheEntry() {
    deal = new Deal(parley);
    deal.credit(1_000_000);
    deal.fund(1_000_000);
    try (ChatSocket phone = deal.as(Deal.VERA).connect();
        ChatSocket office = deal.as(Deal.LEV).connect();
        ChatSocket court = deal.as(Deal.ARBITER).connect()) {
      office.watch(deal.conversation);
      requested(phone);
      does(office, "decline", Deal.note("I am away."));
      requested(phone);
      does(office, "offer", Deal.offer(100_000));
      does(office, "revise", Deal.offer(90_000));
      does(phone, "decline", Deal.note("Too much."));
      does(office, "offer", Deal.offer(80_000));
      does(phone, "agree", Json.object().put("terms", 3));
      does(phone, "pay", Json.object());
      does(office, "close", Json.object());
      does(phone, "claim", Deal.note("Clause 7."));
      does(phone, "withdraw", Json.object());
      does(phone, "claim", Deal.note("Clause 8."));
      does(court, "resolve", with("toClient", 30_000));
      does(court, "refund", with("amount", 10_000));
      assertThat(deal.wallet()).isEqualTo(960_000);
      assertThat(deal.earnings()).isEqualTo(45_000);

      deal.parley.pass(java.time.Duration.ofSeconds(5));
      requested(phone);
      does(phone, "cancel", Json.object());
      requested(phone);
      does(office, "offer", Deal.offer(80_000));
      does(phone, "agree", Json.object().put("terms", 1));
      does(phone, "pay", Json.object());
      does(office, "close", Json.object());
      does(phone, "claim", Deal.note("Clause 7."));
      does(office, "concede", Deal.note("Indeed."));
      assertThat(deal.wallet()).isEqualTo(960_000);
      requested(phone);
      does(office, "offer", Deal.offer(0));
      does(phone, "agree", Json.object().put("terms", 1));
      does(office, "close", Json.object());
      does(phone, "accept", Json.object());
    }
    assertThat(deal.stage()).isEqualTo("completed");
  }

  @Requirement("S0-17")
  @Test
  void aRequestFromThePageOfASpecialistOpensTheDialog() {
    deal = new Deal(parley);
    try (ChatSocket phone = deal.as(Deal.VERA).connect()) {
      ObjectNode wish = Deal.wish().put("specialist", "pravo-i-delo");
      JsonNode receipt =
          phone.answer(phone.post(wish.put("action", "request").put("key", "page-1")));
      JsonNode shown = deal.as(Deal.VERA).consultation(receipt.path("consultationId").asText());
      assertThat(shown.at("/specialist/id").asText()).isEqualTo("pravo-i-delo");
    }
  }

  private void requested(ChatSocket phone) {
    ObjectNode wish = Deal.wish().put("conversationId", deal.conversation);
    JsonNode receipt = ordered(phone, wish.put("action", "request"));
    deal.id = receipt.path("consultationId").asText();
    assertThat(receipt.path("version").asInt()).isEqualTo(1);
  }

  private void does(ChatSocket socket, String command, ObjectNode body) {
    long version = deal.shown().path("version").asLong();
    JsonNode receipt = ordered(socket, body.put("action", command).put("consultationId", deal.id));
    assertThat(receipt.path("version").asLong()).isEqualTo(version + 1);
    assertThat(deal.shown().path("version").asLong()).isEqualTo(version + 1);
  }

  private JsonNode ordered(ChatSocket socket, ObjectNode frame) {
    JsonNode receipt = socket.answer(socket.post(frame.put("key", deal.key())));
    assertThat(receipt.path("type").asText()).isEqualTo("receipt");
    JsonNode entry =
        deal.as(Deal.VERA).entries(deal.conversation, 100).get(receipt.path("seq").asInt() - 1);
    assertThat(entry.at("/consultation/id")).isEqualTo(receipt.path("consultationId"));
    assertThat(entry.at("/consultation/version")).isEqualTo(receipt.path("version"));
    return receipt;
  }

  private static ObjectNode with(String field, long kopecks) {
    ObjectNode body = Deal.note("I have read all of it.");
    body.set(field, Deal.money(kopecks));
    return body;
  }
}
