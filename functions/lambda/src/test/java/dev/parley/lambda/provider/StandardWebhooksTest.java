package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the vector that Standard Webhooks publishes. */
class StandardWebhooksTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SENT = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void thePublishedVectorIsGenuine() {
    assertThat(verified(List.of(SECRET), headers(), BODY, SENT)).isEqualTo(ID);
  }

  @Test
  void namesOfHeadersAreReadInAnyCase() {
    Map<String, String> headers = new HashMap<>();
    headers().forEach((name, value) -> headers.put(name.toUpperCase(Locale.ROOT), value));
    assertThat(verified(List.of(SECRET), headers, BODY, SENT)).isEqualTo(ID);
  }

  @Test
  void whileKeysChangeEitherOfThemMaySign() {
    assertThat(verified(List.of(OTHER, SECRET), headers(), BODY, SENT)).isEqualTo(ID);
    assertThat(verified(List.of(SECRET, OTHER), headers(), BODY, SENT)).isEqualTo(ID);
  }

  @Test
  void oneGoodSignatureAmongSeveralIsEnough() {
    String several =
        "v1,AAAA v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZ ";
    assertThat(verified(List.of(SECRET), signed(several + SIGNATURE), BODY, SENT)).isEqualTo(ID);
  }

  @Test
  void anotherKeyIsRefused() {
    refused(List.of(OTHER), headers(), BODY, SENT);
  }

  @ParameterizedTest
  @CsvSource({"-301,false", "-300,true", "-299,true", "0,true", "300,true", "301,false"})
  void itIsTimelyForFiveMinutesBothWays(long later, boolean genuine) {
    if (genuine) {
      assertThat(verified(List.of(SECRET), headers(), BODY, SENT + later)).isEqualTo(ID);
    } else {
      refused(List.of(SECRET), headers(), BODY, SENT + later);
    }
  }

  @Test
  void aDayIsTooOldAndTooFarAhead() {
    refused(List.of(SECRET), headers(), BODY, SENT + Duration.ofDays(1).toSeconds());
    refused(List.of(SECRET), headers(), BODY, SENT - Duration.ofDays(1).toSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"test\": 2432232315}", "{\"test\":2432232314}", "", " "})
  void anAlteredBodyIsRefused(String body) {
    refused(List.of(SECRET), headers(), body, SENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhook-id | msg_p5jXN8AQM9LWM0D4loKWxJel",
        "webhook-id | msg_p5jXN8AQM9LWM0D4loKWxJek,msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-id | msg.p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-id | ''",
        "webhook-timestamp | 1614265331",
        "webhook-timestamp | 1614265330,1614265330",
        "webhook-timestamp | 1614265330.5",
        "webhook-timestamp | +1614265330",
        "webhook-timestamp | -1",
        "webhook-timestamp | 99999999999999999999999",
        "webhook-timestamp | ''",
        "webhook-signature | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
        "webhook-signature | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1,AAAA",
        "webhook-signature | g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "webhook-signature | v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "webhook-signature | v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE",
        "webhook-signature | v1,%%%",
        "webhook-signature | v1,",
        "webhook-signature | ' '",
        "webhook-signature | ''"
      })
  void anAlteredHeaderIsRefused(String name, String value) {
    Map<String, String> headers = new HashMap<>(headers());
    headers.put(name, value);
    refused(List.of(SECRET), headers, BODY, SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void aHeaderThatIsMissingOrThereTwiceIsRefused(String name) {
    Map<String, String> headers = new HashMap<>(headers());
    String value = headers.remove(name);
    refused(List.of(SECRET), headers, BODY, SENT);
    headers.put(name, value);
    headers.put("W" + name.substring(1), value);
    refused(List.of(SECRET), headers, BODY, SENT);
  }

  @Test
  void aHugeHeaderIsRefused() {
    String huge = "v1,AAAA ".repeat(100_000) + SIGNATURE;
    refused(List.of(SECRET), signed(huge), BODY, SENT);
  }

  @Test
  void aBodyCannotLendItsBeginningToTheId() {
    Map<String, String> headers = new HashMap<>(headers());
    headers.put("webhook-id", ID + "." + SENT);
    headers.put("webhook-timestamp", "1614265331");
    refused(List.of(SECRET), headers, BODY, SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa",
        "whsec_no base64 at all, whatever it is",
      })
  void aSecretOfAnotherFormIsNotTakenAndNotRepeated(String secret) {
    assertThatThrownBy(() -> new StandardWebhooks(List.of(secret), () -> Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret of webhooks is whsec_ and the base64 of 24 to 64 bytes");
  }

  @Test
  void keysHave24To64Bytes() {
    for (int bytes : new int[] {24, 64}) {
      String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
      assertThatCode(() -> new StandardWebhooks(List.of(secret), () -> Instant.EPOCH))
          .doesNotThrowAnyException();
    }
    String tooLong = "whsec_" + Base64.getEncoder().encodeToString(new byte[65]);
    assertThatThrownBy(() -> new StandardWebhooks(List.of(tooLong), () -> Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StandardWebhooks(List.of(), () -> Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> headers() {
    return signed(SIGNATURE);
  }

  private static Map<String, String> signed(String signature) {
    return Map.of(
        "webhook-id",
        ID,
        "webhook-timestamp",
        String.valueOf(SENT),
        "webhook-signature",
        signature,
        "content-type",
        "application/json");
  }

  private static String verified(
      List<String> secrets, Map<String, String> headers, String body, long now) {
    return new StandardWebhooks(secrets, InstantSource.fixed(Instant.ofEpochSecond(now)))
        .verify(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(
      List<String> secrets, Map<String, String> headers, String body, long now) {
    assertThatThrownBy(() -> verified(secrets, headers, body, now))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(Code.BAD_SIGNATURE);
              assertThat(refused.field()).isEmpty();
            })
        .hasMessage("This call is not signed as it must be.");
  }
}
