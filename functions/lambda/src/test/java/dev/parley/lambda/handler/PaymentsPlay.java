package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.payment.PaymentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Money comes in and leaves, by the recorded events of it. */
final class PaymentsPlay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKSPACE = "legal-portal";
  private static final String VERA = "vera-orlova";
  private static final String TOP_UP = PaymentId.asked(WORKSPACE, VERA, "top-up-1").value();
  static final String WITHDRAWAL = PaymentId.asked(WORKSPACE, "lev-sokolov", "withdraw-1").value();
  private static final String STRAY = PaymentId.external(WORKSPACE, "pay-9001").value();
  private static final String CONSULTATION =
      ConsultationId.requested(WORKSPACE, VERA, "request-1").value();
  private static final String PURSE = "purse\\\":\\\"P123456789012";

  private final Surroundings around;
  private final Functions functions;
  private final Function<String, Map<String, String>> environments;
  private int told;

  /** How a test has functions called. */
  interface Functions {
    /** Plays a recorded call with parts of it replaced. */
    APIGatewayV2HTTPResponse answer(String function, String event, String... replaced)
        throws IOException;
  }

  /**
   * @param environments by function
   */
  PaymentsPlay(
      Surroundings around,
      Functions functions,
      Function<String, Map<String, String>> environments) {
    this.around = around;
    this.functions = functions;
    this.environments = environments;
  }

  static PaymentsPlay asRecorded(Surroundings around) {
    return new PaymentsPlay(
        around,
        (_, event, replaced) -> RecordedPlay.rest(around, event, AsRecorded.pairs(replaced)),
        _ -> around.environment());
  }

  /** Plays every recorded event of payments. */
  void playAll() throws IOException {
    everything();
    assertThat(unitpay()).isEqualTo("{\"result\":{\"message\":\"OK\"}}");
    assertThat(call("withdrawals-desk").toString()).contains("\"why\":\"paid_before\"");
    assertThat(around.logged())
        .contains(
            "INFO POST /webhooks/payments/{workspace} payment.paid",
            "INFO GET /webhooks/unitpay/{workspace} answered",
            "INFO payment steps {gone_on=1}, to come again 0");
  }

  /** Makes every call that functions of payments make. */
  void everything() throws IOException {
    toppedUp();
    withdrawnToAPurse();
    aSecondPersonDecides();
    whatFitsNothing();
    paidByWhatWasMissing();
  }

  private void toppedUp() throws IOException {
    JsonNode asked = call("topUps-create");
    assertThat(asked.path("id").asText()).isEqualTo(TOP_UP);
    assertThat(asked.path("page").asText()).startsWith(around.provider().endpoint() + "/pay/");
    assertThat(call("topUps-create")).isEqualTo(asked);
    assertThat(call("topUps-show").path("stage").asText()).isEqualTo("waiting");
    assertThat(told(payment("pay-1001", TOP_UP, 250_000)).getStatusCode()).isEqualTo(204);
    assertThat(told(payment("pay-1001", TOP_UP, 250_000)).getStatusCode()).isEqualTo(204);
    JsonNode shown = call("topUps-show");
    assertThat(shown.path("stage").asText()).isEqualTo("credited");
    assertThat(shown.at("/left/amount").asLong()).isEqualTo(250_000);
  }

  private void withdrawnToAPurse() throws IOException {
    JsonNode begun = call("withdrawals-create");
    assertThat(begun.path("id").asText()).isEqualTo(WITHDRAWAL);
    assertThat(call("withdrawals-create")).isEqualTo(begun);
    around.provider().endings("waiting");
    step(WITHDRAWAL);
    assertThat(call("withdrawals-show").path("stage").asText()).isEqualTo("sent");
    around.provider().endings("paid");
    told(sent("payout.paid", WITHDRAWAL, 20_000));
    JsonNode shown = call("withdrawals-show");
    assertThat(shown.path("stage").asText()).isEqualTo("paid");
    assertThat(shown.at("/to/purse").asText()).isEqualTo("P…9012");
    assertThat(call("withdrawals-list", VERA, "lev-sokolov").at("/payments/0/id").asText())
        .isEqualTo(WITHDRAWAL);
  }

  private void aSecondPersonDecides() throws IOException {
    String large =
        call("topUps-create", "top-up-1", "top-up-2", "250000", "9000000").path("id").asText();
    told(payment("pay-1002", large, 9_000_000));
    assertThat(decided("withdrawals-cancel", large, "withdraw-2")).isEqualTo("cancelled");
    assertThat(decided("withdrawals-reject", large, "withdraw-3")).isEqualTo("rejected");
    assertThat(decided("withdrawals-approve", large, "withdraw-4")).isEqualTo("paid");
    assertThat(call("topUps-show", TOP_UP, large).at("/left/amount").asLong()).isEqualTo(3_000_000);
  }

  private String decided(String event, String topUp, String key) throws IOException {
    String id = PaymentId.asked(WORKSPACE, VERA, key).value();
    call(
        "withdrawals-create",
        "lev-sokolov",
        VERA,
        PURSE,
        "topUpId\\\":\\\"" + topUp,
        "amount\\\":20000",
        "amount\\\":6000000",
        "withdraw-1",
        key);
    assertThat(call("withdrawals-desk", "unmatched", "approval").toString()).contains(id);
    call(event, "lev-sokolov", VERA, WITHDRAWAL, id);
    step(id);
    return call("withdrawals-show", "lev-sokolov", VERA, WITHDRAWAL, id).path("stage").asText();
  }

  private void whatFitsNothing() throws IOException {
    String other = PaymentId.external(WORKSPACE, "pay-9002").value();
    told(payment("pay-9001", "", 70_000));
    told(payment("pay-9002", "", 80_000));
    assertThat(call("withdrawals-desk").toString())
        .contains(STRAY, other, "\"why\":\"unknown_reference\"");
    call("withdrawals-assign");
    call("withdrawals-give-back", STRAY, other);
    String back = call("withdrawals-desk", "unmatched", "reconciling").toString();
    assertThat(back).doesNotContain(other);
    step(PaymentId.asked(WORKSPACE, "", "back." + other + ".1").value());
    assertThat(around.provider().count("/v1/refunds")).isEqualTo(2);
    assertThat(call("withdrawals-desk").toString()).doesNotContain(STRAY, other);
  }

  /** Once the provider tells, and once it has to be asked. */
  private void paidByWhatWasMissing() throws IOException {
    JsonNode toldOf = missing("request-71");
    told(payment("pay-1003", toldOf.path("id").asText(), toldOf.at("/amount/amount").asLong()));
    assertThat(consultation("request-71").at("/stage/name").asText()).isNotEqualTo("agreed");
    assertThat(call("wallet-show").at("/held/amount").asLong()).isEqualTo(9_000_000);
    String askedFor = missing("request-72").path("id").asText();
    around.provider().pay(WORKSPACE + "." + askedFor);
    around.clock().advance(Duration.ofMinutes(3));
    step(askedFor);
    assertThat(consultation("request-72").at("/stage/name").asText()).isNotEqualTo("agreed");
    missing("request-73");
  }

  /** A consultation that there is too little money for: gives the top-up. */
  JsonNode missing(String request) throws IOException {
    for (String step : "request offer agree".split(" ")) {
      of(request, "consultations-" + step);
    }
    JsonNode paid = of(request, "consultations-pay");
    assertThat(paid.path("code").asText()).as("%s", paid).isEqualTo("insufficient_funds");
    return paid.path("topUp");
  }

  JsonNode consultation(String request) throws IOException {
    return of(request, "consultations-show");
  }

  /** Due soon, dear, and with a top-up of what is missing. */
  private JsonNode of(String request, String event) throws IOException {
    return call(
        event,
        "request-1",
        request,
        CONSULTATION,
        ConsultationId.requested(WORKSPACE, VERA, request).value(),
        "P2D",
        "PT10M",
        "250000",
        "9000000",
        event.equals("consultations-pay") ? "\"isBase64Encoded\"" : "no such text",
        "\"body\": \"{\\\"topUp\\\":true}\", \"isBase64Encoded\"");
  }

  JsonNode call(String event, String... replaced) throws IOException {
    String function = RestHandlers.functionOf(event);
    String body = functions.answer(function, event, replaced).getBody();
    return JSON.readTree(body);
  }

  private static String payment(String id, String reference, long amount) {
    String known = reference.isEmpty() ? "" : ",\"reference\":\"legal-portal." + reference + "\"";
    return """
    {"type":"payment.paid","data":{"id":"%s"%s,"amount":{"amount":%d,"currency":"RUB"},\
    "status":"paid","takenBack":{"amount":0,"currency":"RUB"}}}\
    """
        .formatted(id, known, amount);
  }

  private static String sent(String type, String withdrawal, long amount) {
    return """
    {"type":"%s","data":{"id":"out-1","reference":"legal-portal.%s",\
    "amount":{"amount":%d,"currency":"RUB"},"status":"paid"}}\
    """
        .formatted(type, withdrawal, amount);
  }

  /** The recorded call with another body, signed now. */
  private APIGatewayV2HTTPResponse told(String body) throws IOException {
    JsonNode recorded = JSON.readTree(RecordedPlay.event("paymentWebhook-told"));
    long now = around.clock().instant().getEpochSecond();
    String id = "msg_" + ++told;
    Map<String, String> signed =
        ScriptedProvider.signed(
            id, now, body.getBytes(StandardCharsets.UTF_8), ScriptedProvider.SECRET);
    return functions.answer(
        "PaymentWebhook",
        "paymentWebhook-told",
        quoted(recorded.path("body").asText()),
        quoted(body),
        recorded.at("/headers/webhook-id").asText(),
        id,
        "\"webhook-timestamp\": \"" + recorded.at("/headers/webhook-timestamp").asText(),
        "\"webhook-timestamp\": \"" + now,
        recorded.at("/headers/webhook-signature").asText(),
        signed.get("webhook-signature"));
  }

  private static String quoted(String text) throws JsonProcessingException {
    return JSON.writeValueAsString(text);
  }

  /** The recorded message of the queue, about a payment. */
  void step(String payment) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String event = RecordedPlay.event("payment-steps").replace(WITHDRAWAL, payment);
    new PaymentSteps(environments.apply("PaymentSteps"), around.clock())
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            output,
            around.context());
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  private String unitpay() throws IOException {
    Map<String, String> environment = new HashMap<>(around.environment());
    environment.put("PAYMENT_PROVIDER", "unitpay");
    environment.put("PAYMENT_KEY", "1:projectKey:login:accountKey");
    return new PaymentWebhook(environment, around.clock())
        .handleRequest(
            RecordedPlay.read("paymentWebhook-unitpay", APIGatewayV2HTTPEvent.class),
            around.context())
        .getBody();
  }
}
