package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each person has a conversation with the workspace itself, for what concerns no dialog. */
class WhatHappensToMyMoneyIsTold {
  private static final String OWN = "workspace";

  @RegisterExtension final Parley parley = new Parley();

  @Test
  void aTopUpThatTheProviderTellsOfComesLiveAndStaysUnreadUntilItIsRead() {
    PayDesk desk = new PayDesk(parley);
    ParleyClient vera = desk.deal.as(Deal.VERA);
    assertThat(own(vera)).isEmpty();
    try (ChatSocket list = vera.connect();
        ChatSocket window = vera.connect()) {
      String first = desk.paidIn(250_000);
      JsonNode hint = list.await(frame -> isOfNotices(frame, 2), "a hint of the first notice");
      assertThat(hint.at("/conversations/0/unread").asInt()).isEqualTo(1);
      String id = hint.at("/conversations/0/conversationId").asText();

      window.watch(id);
      assertThat(vera.entries(id, 9).getLast().path("notice"))
          .isEqualTo(notice("topped_up", first, 250_000));
      String second = desk.paidIn(40_000);
      JsonNode live =
          window.await(
              frame ->
                  frame.path("type").asText().equals("entry")
                      && frame.at("/entry/seq").asInt() == 3,
              "the entry that tells of it");
      assertThat(live.path("conversationId").asText()).isEqualTo(id);
      assertThat(live.at("/entry/notice")).isEqualTo(notice("topped_up", second, 40_000));
      assertThat(live.at("/entry/author").asText()).isEqualTo("~parley");

      JsonNode line = Waiting.until(() -> own(vera), it -> unread(it) == 2).getFirst();
      assertThat(line.path("id").asText()).isEqualTo(id);
      assertThat(line.path("unanswered").asBoolean()).isFalse();
      assertThat(line.at("/last/kind").asText()).isEqualTo("notice");
      assertThat(window.read(id, 3).path("seq").asInt()).isEqualTo(3);
      assertThat(unread(own(vera))).isZero();
      assertThat(vera.conversation(id).at("/read/client").asInt()).isEqualTo(3);
      assertThat(vera.entries(id, 2)).hasSize(3);
    }
    desk.holds(290_000);
  }

  @Test
  void nobodyWritesThereAndNobodyElseSeesIt() {
    PayDesk desk = new PayDesk(parley);
    desk.paidIn(250_000);
    ParleyClient vera = desk.deal.as(Deal.VERA);
    String id = Waiting.until(() -> own(vera), it -> !it.isEmpty()).getFirst().path("id").asText();
    try (ChatSocket socket = vera.connect()) {
      socket.watch(id);
      assertThatThrownBy(() -> socket.send(id, "Thank you!")).hasMessageContaining("not_allowed");
      assertThatThrownBy(() -> socket.edit(id, 2, "Less")).hasMessageContaining("not_allowed");
    }
    refused(vera.tell(id, "block", Json.object().put("confirm", true)), 403, "not_allowed");
    refused(vera.tell(id, "leave", Json.object()), 403, "not_allowed");
    ObjectNode wish = Deal.wish().put("conversationId", id);
    refused(desk.deal.request(wish), 403, "not_allowed");
    assertThat(vera.tell(id, "hide", Json.object()).success().path("hidden").asBoolean()).isTrue();
    desk.paidIn(40_000);
    assertThat(vera.conversation(id).path("hidden").asBoolean()).isFalse();
    for (String other : List.of(Deal.LEV, Deal.ACCOUNTANT)) {
      refused(
          desk.deal.as(other).call("GET", "/conversations/" + id, Optional.empty()),
          404,
          "not_found");
    }
  }

  @Test
  void aWithdrawalIsToldWhereItWaitsAndWhyItWasRejected() {
    PayDesk desk = new PayDesk(parley);
    String topUp = desk.paidIn(9_000_000);
    String id = desk.takesBack(6_000_000, topUp).success().path("id").asText();
    desk.post(Deal.ACCOUNTANT, "/withdrawals/" + id + "/reject", PayDesk.reason("Ask us by phone"))
        .success();
    ParleyClient vera = desk.deal.as(Deal.VERA);
    String own =
        Waiting.until(() -> own(vera), it -> unread(it) == 3).getFirst().path("id").asText();
    List<JsonNode> told = vera.entries(own, 9).stream().map(it -> it.path("notice")).toList();
    assertThat(told.subList(1, 4))
        .containsExactly(
            notice("topped_up", topUp, 9_000_000),
            notice("withdrawal_awaiting", id, 6_000_000),
            notice("withdrawal_rejected", id, 6_000_000).put("reason", "Ask us by phone"));
  }

  private static void refused(Response response, int status, String code) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body().path("code").asText()).isEqualTo(code);
  }

  private static ObjectNode notice(String event, String payment, long kopecks) {
    ObjectNode notice = Json.object().put("event", event).put("payment", payment);
    notice.set("amount", Deal.money(kopecks));
    return notice;
  }

  private static boolean isOfNotices(JsonNode frame, int seq) {
    return frame.path("type").asText().equals("inbox")
        && frame.at("/conversations/0/last/kind").asText().equals("notice")
        && frame.at("/conversations/0/last/seq").asInt() == seq;
  }

  /** The conversation with the workspace, as the list shows it. */
  private static List<JsonNode> own(ParleyClient client) {
    return client
        .conversations()
        .path("conversations")
        .valueStream()
        .filter(line -> line.at("/with/kind").asText().equals(OWN))
        .toList();
  }

  private static int unread(List<JsonNode> lines) {
    return lines.isEmpty() ? 0 : lines.getFirst().path("unread").asInt();
  }
}
