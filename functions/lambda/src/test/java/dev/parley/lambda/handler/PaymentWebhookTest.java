package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.payment.PaymentId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provider tells is believed if it has signed it just now, and counts once. */
class PaymentWebhookTest {
  private static final String REFERENCE =
      PaymentId.asked("legal-portal", "vera-orlova", "top-up-1").reference();
  private static final long AMOUNT = 250_000;
  private static final String PAID = ProviderCalls.payment("paid", "pay-1", REFERENCE, AMOUNT);
  private static final int TAKEN = 204;
  private static final int NOT_SIGNED = 401;
  private static final int BUSY = 503;
  private static final int AT_ONCE = 64;

  private Surroundings around;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    RecordedPlay.provision(around, "", "");
    assertThat(rest("topUps-create").getStatusCode()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  private APIGatewayV2HTTPResponse rest(String event) throws IOException {
    return RecordedPlay.rest(around, event, Map.of());
  }

  private ProviderCalls provider() {
    return new ProviderCalls(around);
  }

  private long wallet() throws IOException {
    return new ObjectMapper().readTree(rest("wallet-show").getBody()).at("/wallet/amount").asLong();
  }

  private void assertNotBelieved(APIGatewayV2HTTPResponse answer) throws IOException {
    assertThat(answer.getStatusCode()).isEqualTo(NOT_SIGNED);
    assertThat(answer.getBody())
        .isEqualTo(
            """
            {"title":"Bad signature","status":401,"code":"bad_signature",\
            "detail":"This call is not signed as it must be."}\
            """);
    assertThat(wallet()).isZero();
    assertThat(around.logged()).contains("INFO POST /webhooks/payments/{workspace} bad_signature");
  }

  @Test
  void whatIsToldTwiceCountsOnce() throws IOException {
    assertThat(provider().tell("msg_1", PAID)).isEqualTo(TAKEN);
    assertThat(provider().tell("msg_1", PAID)).isEqualTo(TAKEN);
    assertThat(provider().encoded().tell("msg_2", PAID)).isEqualTo(TAKEN);
    assertThat(wallet()).isEqualTo(AMOUNT);
  }

  @Test
  void whatIsSignedByAnotherKeyIsNotBelieved() throws IOException {
    assertNotBelieved(provider().by(ScriptedProvider.NEXT_SECRET).tell("msg_1", PAID, PAID));
    assertNotBelieved(provider().with("webhook-signature", "").tell("msg_1", PAID, PAID));
    assertNotBelieved(provider().with("webhook-signature", "v1,AAAA").tell("msg_1", PAID, PAID));
  }

  @Test
  void whatIsAlteredIsNotBelieved() throws IOException {
    assertNotBelieved(provider().tell("msg_1", PAID, PAID.replace("250000", "950000")));
    assertNotBelieved(provider().tell("msg_1", PAID, PAID + " "));
    assertNotBelieved(provider().with("webhook-id", "msg_2").tell("msg_1", PAID, PAID));
    String later = Long.toString(around.clock().instant().getEpochSecond() + 1);
    assertNotBelieved(provider().with("webhook-timestamp", later).tell("msg_1", PAID, PAID));
  }

  @Test
  void whatIsOldOrOfTheFutureIsNotBelieved() throws IOException {
    assertNotBelieved(provider().sent(Duration.ofSeconds(302)).tell("msg_1", PAID, PAID));
    assertNotBelieved(provider().sent(Duration.ofSeconds(-302)).tell("msg_1", PAID, PAID));
    assertThat(provider().sent(Duration.ofSeconds(298)).tell("msg_1", PAID)).isEqualTo(TAKEN);
  }

  @Test
  void whatIsOfNoWorkspaceOrOfAnotherIsAnsweredAlike() throws IOException {
    assertNotBelieved(provider().to("nowhere").tell("msg_1", PAID, PAID));
    assertNotBelieved(provider().to("No such#name").tell("msg_1", PAID, PAID));
    RecordedPlay.provision(around, "legal-portal", "other-portal");
    assertNotBelieved(provider().to("other-portal").tell("msg_1", PAID, PAID));
  }

  @Test
  void whereNoKeyIsSetNothingIsBelieved() throws IOException {
    assertNotBelieved(provider().where("PAYMENT_WEBHOOK_KEYS", "").tell("msg_1", PAID, PAID));
  }

  @Test
  void anotherKeyTakesThePlaceOfOneWhileBothAreBelieved() throws IOException {
    String both = ScriptedProvider.NEXT_SECRET + ", " + ScriptedProvider.SECRET;
    String other = ProviderCalls.payment("paid", "pay-2", REFERENCE, AMOUNT);
    assertThat(provider().where("PAYMENT_WEBHOOK_KEYS", both).tell("msg_1", PAID)).isEqualTo(TAKEN);
    assertThat(
            provider()
                .where("PAYMENT_WEBHOOK_KEYS", both)
                .by(ScriptedProvider.NEXT_SECRET)
                .tell("msg_2", other))
        .isEqualTo(TAKEN);
    assertThat(wallet()).isEqualTo(AMOUNT);
    assertThat(rest("withdrawals-desk").getBody()).contains("paid_before", "pay-2");
  }

  @Test
  void whatComesInTheWrongOrderEndsAsInTheRightOne() throws IOException {
    String gone = ProviderCalls.payment("returned", "pay-1", REFERENCE, AMOUNT);
    assertThat(provider().tell("msg_2", gone)).isEqualTo(TAKEN);
    assertThat(provider().tell("msg_1", PAID)).isEqualTo(TAKEN);
    assertThat(wallet()).isZero();
    String other = ProviderCalls.payment("paid", "pay-2", REFERENCE, AMOUNT);
    assertThat(provider().tell("msg_3", other)).isEqualTo(TAKEN);
    assertThat(wallet()).isEqualTo(AMOUNT);
    String taken = ProviderCalls.payment("charged_back", "pay-2", REFERENCE, AMOUNT);
    assertThat(provider().tell("msg_4", taken)).isEqualTo(TAKEN);
    assertThat(provider().tell("msg_3", other)).isEqualTo(TAKEN);
    assertThat(wallet()).isZero();
  }

  @Test
  void sixtyFourAtOnceCountOnceAndWhoIsRefusedMayTellItAgain() throws Exception {
    List<Callable<Integer>> all = new ArrayList<>();
    for (int number = 0; number < AT_ONCE; number++) {
      String id = "msg_" + number % 2;
      all.add(() -> provider().tell(id, PAID));
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Integer> one : threads.invokeAll(all)) {
        answers.add(one.get());
      }
    }
    assertThat(answers).contains(TAKEN).isSubsetOf(TAKEN, BUSY);
    assertThat(wallet()).isEqualTo(AMOUNT);
    assertThat(provider().tell("msg_0", PAID)).isEqualTo(TAKEN);
    assertThat(wallet()).isEqualTo(AMOUNT);
    assertThat(rest("withdrawals-desk").getBody()).contains("\"payments\":[]");
  }

  @Test
  void whatIsOfAnotherTypeIsPassedOverAndOnlyItsTypeIsLogged() throws IOException {
    assertThat(provider().tell("msg_1", "{\"type\":\"mandate.signed\",\"data\":{\"by\":\"Vera\"}}"))
        .isEqualTo(TAKEN);
    assertThat(provider().tell("msg_2", "{\"type\":\"Vera Orlova\"}")).isEqualTo(TAKEN);
    assertThat(around.logged())
        .contains(
            "INFO POST /webhooks/payments/{workspace} mandate.signed",
            "INFO POST /webhooks/payments/{workspace} unnamed")
        .noneMatch(line -> line.contains("Vera"));
  }

  @Test
  void whatIsSignedAndCannotBeReadIsRefused() throws IOException {
    for (String unread :
        List.of(
            "no JSON",
            "[]",
            "{\"type\":\"payment.paid\"}",
            PAID.replace("250000", "-1"),
            PAID.replace("\"takenBack\":{\"amount\":0", "\"takenBack\":{\"amount\":250001"),
            PAID.replace(
                "takenBack\":{\"amount\":0,\"currency\":\"RUB",
                "takenBack\":{\"amount\":0,\"currency\":\"USD"),
            PAID.replace("pay-1", "p".repeat(65)))) {
      assertThat(provider().tell("msg_1", unread)).as(unread).isEqualTo(400);
    }
    assertThat(wallet()).isZero();
  }

  @Test
  void whatCannotBeKeptNowIsToBeToldAgain() throws IOException {
    assertThat(
            provider().where("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1").tell("msg_1", PAID))
        .isEqualTo(BUSY);
    assertThat(wallet()).isZero();
  }

  @Test
  void whatIsLongIsNotRead() throws IOException {
    String most = PAID + " ".repeat(16_384 - PAID.length());
    assertThat(provider().tell("msg_1", most + " ")).isEqualTo(413);
    assertThat(provider().encoded().tell("msg_1", most + " ")).isEqualTo(413);
    assertThat(wallet()).isZero();
    assertThat(provider().tell("msg_1", most)).isEqualTo(TAKEN);
    assertThat(wallet()).isEqualTo(AMOUNT);
  }

  @Test
  void aRouteOfWhichTheFunctionKnowsNothingIsNotFound() throws IOException {
    assertThat(
            RecordedPlay.rest(
                    around,
                    "paymentWebhook-told",
                    Map.of("POST /webhooks/payments/{workspace}", "POST /webhooks"))
                .getStatusCode())
        .isEqualTo(404);
  }
}
