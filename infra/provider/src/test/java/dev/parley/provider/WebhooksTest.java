package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhooksTest extends ProviderCase {
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  @Test
  void theSignatureOfTheStandardsExampleIsRight() throws GeneralSecurityException {
    String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    String body = "{\"test\": 2432232314}";

    assertThat(
            SigningKey.of(SECRET)
                .sign(
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    1_614_265_330,
                    body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(signature);
    assertThat(expected(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
        .as("what these tests verify by")
        .isEqualTo(signature);
  }

  @Test
  void aWebhookIsSignedForItsIdTimeAndBody() throws GeneralSecurityException {
    Receiver.Webhook told = receiver.about(merchant.paid("имя", 1, "pay"), 1).getFirst();

    assertThat(told.signature())
        .isEqualTo(expected(SECRET, told.id(), told.timestamp(), told.body()));
    assertThat(told.id()).startsWith("msg_");
    assertThat(told.json().path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Math.abs(clock.now().getEpochSecond() - told.timestamp())).isLessThan(20);
  }

  @Test
  void severalKeysSignEach() throws GeneralSecurityException {
    String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[64]);
    tell(SECRET + " " + other);

    Receiver.Webhook told = receiver.about(merchant.paid("keys", 1, "pay"), 1).getFirst();

    assertThat(told.signature().split(" "))
        .containsExactly(
            expected(SECRET, told.id(), told.timestamp(), told.body()),
            expected(other, told.id(), told.timestamp(), told.body()));
  }

  @Test
  void whatIsNotTakenIsToldAgainByTheClockAndAtLastGivenUp() throws GeneralSecurityException {
    receiver.answer(500, 302, 0, 404, 503);
    String id = merchant.paid("again", 1, "pay");
    receiver.about(id, 1);

    for (int attempt = 0; attempt < RETRIES.size(); attempt++) {
      int tried = attempt + 1;
      Waiting.until(() -> log, it -> it.size() >= tried);
      clock.move(RETRIES.get(attempt));
      receiver.about(id, tried + 1);
    }
    Waiting.until(() -> log, it -> it.size() == RETRIES.size() + 1);

    List<Receiver.Webhook> told = receiver.about(id);
    assertThat(told).hasSize(5);
    assertThat(told).extracting(Receiver.Webhook::id).containsOnly(told.getFirst().id());
    assertThat(told).extracting(Receiver.Webhook::body).containsOnly(told.getFirst().body());
    for (int attempt = 0; attempt < RETRIES.size(); attempt++) {
      assertThat(told.get(attempt + 1).timestamp() - told.get(attempt).timestamp())
          .isGreaterThanOrEqualTo(RETRIES.get(attempt).toSeconds());
    }
    for (Receiver.Webhook it : told) {
      assertThat(it.signature()).isEqualTo(expected(SECRET, it.id(), it.timestamp(), it.body()));
    }
    assertThat(log.getLast()).contains("given up");
    clock.move(Duration.ofDays(1));
    settleDown();
    assertThat(receiver.about(id)).hasSize(5);
  }

  @Test
  void whatIsTakenAtTheSecondAttemptIsNotToldAgain() {
    receiver.answer(500);
    String id = merchant.paid("second", 1, "pay");
    Waiting.until(() -> log, it -> it.size() == 1);
    clock.move(Duration.ofSeconds(5));
    assertThat(receiver.about(id, 2))
        .extracting(Receiver.Webhook::answered)
        .containsExactly(500, 200);

    clock.move(Duration.ofDays(1));
    settleDown();
    assertThat(receiver.about(id)).hasSize(2);
  }

  @Test
  void nothingIsToldAgainBeforeItsTime() {
    receiver.answer(500, 500);
    String id = merchant.paid("early", 1, "pay");
    Waiting.until(() -> log, it -> it.size() == 1);
    clock.move(Duration.ofSeconds(5));
    Waiting.until(() -> log, it -> it.size() == 2);
    clock.move(Duration.ofSeconds(1));
    int asked = clock.asked();
    Waiting.until(clock::asked, it -> it > asked + 1);

    assertThat(receiver.about(id)).hasSize(2);
  }

  @Test
  void whoWaitsAsksTheClockSeldomAndWhoDoesNotNever() {
    int before = clock.asked();
    receiver.answer(500);
    long began = System.nanoTime();
    String id = merchant.paid("seldom", 1, "pay");
    Waiting.until(clock::asked, it -> it >= before + 8);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    // Two calls and the first attempt looked by themselves; five looks are 200 ms apart.
    assertThat(took).isGreaterThan(Duration.ofMillis(4 * 200));

    clock.move(Duration.ofSeconds(5));
    receiver.about(id, 2);
    Waiting.until(clock::asked, it -> it > before + 8);
  }

  @Test
  void timeIsThatOfTheClockThatWasMoved() {
    clock.move(Duration.ofDays(3));
    Receiver.Webhook told = receiver.about(merchant.paid("moved", 1, "pay"), 1).getFirst();

    assertThat(Math.abs(clock.now().getEpochSecond() - told.timestamp())).isLessThan(20);
    Instant at =
        Instant.parse(
            merchant.get("/v1/book").json().path("operations").path(0).path("at").asText());
    assertThat(Duration.between(at, clock.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aClockThatEndsHoldsNothingUp() {
    clock.move(Duration.ofDays(3));
    merchant.paid("before", 1, "pay");
    clock.close();

    Receiver.Webhook told = receiver.about(merchant.paid("after", 1, "pay"), 1).getFirst();

    assertThat(Math.abs(clock.now().getEpochSecond() - told.timestamp())).isLessThan(20);
  }

  @Test
  void badKeysAndClocksAreRefused() {
    String url = receiver.address().toString();
    assertThat(
            Stream.of("", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_%%%")
                .map(key -> "{\"url\":\"%s\",\"key\":\"%s\"}".formatted(url, key))
                .map(body -> merchant.control("webhooks", body).refusal()))
        .containsExactly(
            "400 invalid_field", "400 invalid_key", "400 invalid_key", "400 invalid_key");
    assertThat(
            merchant
                .control(
                    "webhooks",
                    "{\"url\":\"%s\",\"key\":\"%s\",\"clock\":\"%s\"}".formatted(url, SECRET, url))
                .refusal())
        .isEqualTo("400 unknown_clock");
    assertThat(
            merchant
                .control("webhooks", "{\"url\":\"ftp://x/\",\"key\":\"%s\"}".formatted(SECRET))
                .refusal())
        .isEqualTo("400 invalid_field");
  }

  /** Made here anew, with nothing of the provider's. */
  private static String expected(String secret, String id, long timestamp, String body)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
  }
}
