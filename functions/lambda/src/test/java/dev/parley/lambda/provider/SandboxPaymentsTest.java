package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Outgoing.State;
import dev.parley.core.payment.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox provider's API as it is agreed. */
class SandboxPaymentsTest extends Scripted {
  private static final String REFERENCE = "dental.AAAAAAAAAAAAAAAAAAAAAA";
  private static final String PAYMENT =
      "{'id':'pay_1','reference':'"
          + REFERENCE
          + "','amount':{'amount':150005,'currency':'RUB'},'status':'waiting',"
          + "'takenBack':{'amount':0,'currency':'RUB'},'url':'http://127.0.0.1/pay/pay_1'}";
  private static final String SENT =
      "{'id':'po_1','reference':'k1','amount':{'amount':150005,'currency':'RUB'},"
          + "'status':'waiting'}";

  @Test
  void aPageIsOpenedUnderItsReference() {
    script.answers(201, json(PAYMENT)).answers(200, json(PAYMENT));
    Opening opening = new Opening(REFERENCE, rub(150_005), "Ёлка \"x\"");
    Page page = new Page("http://127.0.0.1/pay/pay_1");
    assertThat(sandbox().open(opening)).isEqualTo(page);
    assertThat(sandbox().open(opening)).isEqualTo(page);
    for (Script.Seen seen : script.seen()) {
      assertThat(seen.method()).isEqualTo("POST");
      assertThat(seen.path()).isEqualTo("/v1/payments");
      assertThat(seen.headers())
          .containsEntry("Authorization", "Bearer bearersecret")
          .containsEntry("Idempotency-key", REFERENCE)
          .containsEntry("Content-type", "application/json");
      assertThat(seen.body())
          .isEqualTo(
              json(
                  "{'reference':'"
                      + REFERENCE
                      + "','description':'Ёлка \\'x\\'',"
                      + "'amount':{'amount':150005,'currency':'RUB'}}"));
    }
  }

  @Test
  void whatCameUnderAReferenceIsRead() {
    String back =
        PAYMENT
            .replace("waiting", "charged_back")
            .replace("'takenBack':{'amount':0", "'takenBack':{'amount':5");
    String stray =
        PAYMENT.replace("'reference':'" + REFERENCE + "',", "").replace("waiting", "paid");
    script.answers(200, json("{'payments':[" + PAYMENT + "," + back + "," + stray + "],'x':1}"));
    Optional<String> reference = Optional.of(REFERENCE);
    assertThat(sandbox().incoming(REFERENCE))
        .containsExactly(
            new Incoming("pay_1", reference, rub(150_005), Incoming.State.WAITING, rub(0)),
            new Incoming("pay_1", reference, rub(150_005), Incoming.State.CHARGED_BACK, rub(5)),
            new Incoming("pay_1", Optional.empty(), rub(150_005), Incoming.State.PAID, rub(0)));
    assertThat(script.seen().getFirst().query()).isEqualTo(Map.of("reference", REFERENCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "paid", "refused", "returned", "charged_back"})
  void everyStatusOfAPaymentIsKnown(String status) {
    script.answers(200, json("{'payments':[" + PAYMENT.replace("waiting", status) + "]}"));
    assertThat(sandbox().incoming(REFERENCE).getFirst().state().name())
        .isEqualToIgnoringCase(status);
  }

  @Test
  void aPayoutGoesToAPurseUnderItsKey() {
    script.answers(201, json(SENT));
    assertThat(sandbox().send(PAYOUT))
        .isEqualTo(new Outgoing("k1", Optional.of("po_1"), State.WAITING, Optional.empty()));
    Script.Seen seen = script.seen().getFirst();
    assertThat(seen.path()).isEqualTo("/v1/payouts");
    assertThat(seen.headers()).containsEntry("Idempotency-key", "k1");
    assertThat(seen.body())
        .isEqualTo(
            json(
                "{'reference':'k1','amount':{'amount':150005,'currency':'RUB'},'purse':'"
                    + PURSE
                    + "'}"));
  }

  @Test
  void aRefundGoesBackToItsPayment() {
    String refunded =
        "{'id':'re_1','reference':'k2','amount':{'amount':400,'currency':'RUB'},"
            + "'status':'paid'}";
    script.answers(200, json(refunded)).answers(200, json("{'refunds':[" + refunded + "]}"));
    Outgoing paid = new Outgoing("k2", Optional.of("re_1"), State.PAID, Optional.empty());
    assertThat(sandbox().send(refund(400, "pay_1"))).isEqualTo(paid);
    assertThat(sandbox().outgoing(refund(400, "pay_1"))).contains(paid);
    assertThat(script.seen().getFirst().path()).isEqualTo("/v1/refunds");
    assertThat(script.seen().getFirst().body())
        .isEqualTo(
            json("{'reference':'k2','amount':{'amount':400,'currency':'RUB'},'payment':'pay_1'}"));
    assertThat(script.seen().getLast().path()).isEqualTo("/v1/refunds");
    assertThat(script.seen().getLast().query()).isEqualTo(Map.of("reference", "k2"));
  }

  @Test
  void whatNobodyHasHeardOfIsEmptyAndTwoUnderOneKeyAreADoubt() {
    script
        .answers(200, json("{'payouts':[]}"))
        .answers(200, json("{'payouts':[" + SENT + "," + SENT + "]}"));
    assertThat(sandbox().outgoing(PAYOUT)).isEmpty();
    assertThatThrownBy(() -> sandbox().outgoing(PAYOUT)).isInstanceOf(Ambiguous.class);
  }

  @ParameterizedTest
  @CsvSource({"'declined',declined", "'P123456789012',refused", "null,refused"})
  void whyItFailedIsACodeThatNamesNobody(String told, String reason) {
    String value = told.equals("null") ? told : "'" + told + "'";
    script.answers(200, json(SENT.replace("'waiting'", "'failed','reason':" + value)));
    assertThat(sandbox().send(PAYOUT))
        .isEqualTo(new Outgoing("k1", Optional.of("po_1"), State.FAILED, Optional.of(reason)));
  }

  @Test
  void aRefusalIsAnAnswerAndAKeyUsedForSomethingElseIsADoubt() {
    script
        .answers(422, json("{'code':'refused','message':'more than is left'}"))
        .answers(404, json("{'code':'not_found','message':'no such payment'}"))
        .answers(400, json("{'code':'malformed','message':'no purse'}"))
        .answers(422, json("{'code':'other_body','message':'another body'}"))
        .answers(409, json("{'code':'full','message':'full'}"));
    for (String reason : List.of("refused", "not_found", "malformed")) {
      assertThat(sandbox().send(PAYOUT))
          .isEqualTo(new Outgoing("k1", Optional.empty(), State.FAILED, Optional.of(reason)));
    }
    assertThatThrownBy(() -> sandbox().send(PAYOUT)).isInstanceOf(Ambiguous.class);
    assertThatThrownBy(() -> sandbox().send(PAYOUT)).isInstanceOf(Ambiguous.class);
  }

  @Test
  void aKeyThatIsNotTakenHasDoneNothing() {
    script.answers(401, json("{'code':'unauthorized','message':'no'}"));
    assertThatThrownBy(() -> sandbox().send(PAYOUT))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("bearersecret");
  }

  @Test
  void whatIsToldOfAnotherSendingIsNotTakenForThisOne() {
    script
        .answers(200, json(SENT.replace("'k1'", "'k9'")))
        .answers(200, json(SENT.replace("150005", "150006")));
    assertThatThrownBy(() -> sandbox().send(PAYOUT)).isInstanceOf(Ambiguous.class);
    assertThatThrownBy(() -> sandbox().send(PAYOUT)).isInstanceOf(Ambiguous.class);
  }

  @Test
  void theBookIsReadPageByPage() {
    String line =
        "{'id':'op_7','kind':'payout','of':'po_1','reference':'k1',"
            + "'amount':{'amount':-150005,'currency':'RUB'},'at':'2026-11-29T21:00:00.000Z'}";
    String stray =
        "{'id':'op_8','kind':'payment','of':'pay_9',"
            + "'amount':{'amount':1,'currency':'RUB'},'at':'2026-11-29T21:00:00.001Z'}";
    script
        .answers(200, json("{'operations':[" + line + "," + stray + "],'complete':false}"))
        .answers(200, json("{'operations':[],'complete':true}"));
    Instant from = Instant.parse("2026-11-29T00:00:00Z");
    Instant until = Instant.parse("2026-11-30T00:00:00Z");
    Operations page = sandbox().operations(from, until, Optional.empty());
    assertThat(page.complete()).isFalse();
    assertThat(page.operations())
        .containsExactly(
            new Operation(
                "op_7",
                Operation.Kind.PAYOUT,
                "po_1",
                Optional.of("k1"),
                rub(-150_005),
                Instant.parse("2026-11-29T21:00:00Z")),
            new Operation(
                "op_8",
                Operation.Kind.PAYMENT,
                "pay_9",
                Optional.empty(),
                rub(1),
                Instant.parse("2026-11-29T21:00:00.001Z")));
    assertThat(sandbox().operations(from, until, Optional.of("op_8")))
        .isEqualTo(new Operations(List.of(), true));
    assertThat(script.seen().getFirst().query())
        .containsEntry("from", "2026-11-29T00:00:00.000Z")
        .containsEntry("until", "2026-11-30T00:00:00.000Z")
        .doesNotContainKey("after");
    assertThat(script.seen().getLast().query()).containsEntry("after", "op_8");
  }

  /** Single quotes stand for double ones. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
