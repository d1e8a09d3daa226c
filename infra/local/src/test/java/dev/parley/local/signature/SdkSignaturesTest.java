package dev.parley.local.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Requests signed by the AWS SDK itself, and what is left of them when something was changed. */
class SdkSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:05:00Z");
  private static final Scheme EXECUTE = Scheme.of("execute-api");
  private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

  private static SignedRequest signed(String path, byte[] body) {
    return signed(path, body, "execute-api", "local");
  }

  private static SignedRequest signed(String path, byte[] body, String service, String secret) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:4001" + path))
            .putHeader("Content-Type", "application/octet-stream")
            .putHeader("User-Agent", "aws-sdk-java/2.x")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsBasicCredentials.create("local", secret))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
            .request();
    URI uri = signed.getUri();
    return SignedRequest.of(
        "POST",
        uri.getRawPath(),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        signed.headers(),
        body);
  }

  private static Verdict verify(SignedRequest request) {
    return Signature.verify(request, EXECUTE, Keys.LOCAL, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/live/@connections/L0SM9cOFvHcCIhw=",
        "/live/%40connections/L0SM9cOFvHcCIhw%3D",
        "/a/b/?z=1&a=2&a=1&empty=&none",
        "/%D1%84%D0%B0%D0%B9%D0%BB?q=%D0%B9%20%2B%26%3D"
      })
  void whatTheSdkSignsIsValid(String path) {
    assertThat(verify(signed(path, BODY)))
        .isEqualTo(new Verdict.Valid("local", "eu-central-1", NOW, Optional.empty()));
    assertThat(verify(signed(path, new byte[0]))).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void aRequestThatWasChangedOnItsWayIsWrong() {
    SignedRequest good = signed("/live/x?a=1", BODY);
    Map<String, List<String>> other = new HashMap<>(good.headers());
    other.put("content-type", List.of("text/plain"));
    for (SignedRequest changed :
        List.of(
            SignedRequest.of("DELETE", good.rawPath(), "a=1", good.headers(), BODY),
            SignedRequest.of("POST", "/live/y", "a=1", good.headers(), BODY),
            SignedRequest.of("POST", good.rawPath(), "a=2", good.headers(), BODY),
            SignedRequest.of("POST", good.rawPath(), "a=1", other, BODY),
            SignedRequest.of("POST", good.rawPath(), "a=1", good.headers(), new byte[1]))) {
      assertThat(verify(changed)).isInstanceOf(Verdict.Wrong.class);
    }
    assertThat(verify(signed("/live/x", BODY, "execute-api", "another")))
        .isInstanceOf(Verdict.Wrong.class);
  }

  @Test
  void anotherServiceAndAnUnknownKeyAreToldApart() {
    assertThat(verify(signed("/", BODY, "s3", "local"))).isEqualTo(new Verdict.OtherService("s3"));
    assertThat(Signature.verify(signed("/", BODY), EXECUTE, Keys.of("k", "s"), NOW))
        .isEqualTo(new Verdict.UnknownKey("local"));
  }

  @Test
  void aHeaderThatAwsActsOnMustBeSigned() {
    SignedRequest good = signed("/", BODY);
    Map<String, List<String>> more = new HashMap<>(good.headers());
    more.put("x-amz-target", List.of("Other"));
    assertThat(verify(SignedRequest.of("POST", "/", "", more, BODY)))
        .isEqualTo(new Verdict.NotSigned("x-amz-target"));
  }

  @Test
  void theHostMustBeSigned() {
    String authorization =
        "AWS4-HMAC-SHA256 Credential=a/20261121/r/execute-api/aws4_request,SignedHeaders=date,"
            + "Signature=0";
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of(authorization), "X-Amz-Date", List.of("20261121T090500Z"));
    assertThat(verify(SignedRequest.of("GET", "/", "", headers, BODY)))
        .isEqualTo(new Verdict.NotSigned("Host"));
  }

  @Test
  void theSignersClockMayBeFiveMinutesOff() {
    SignedRequest good = signed("/", BODY);
    Duration most = Duration.ofMinutes(5);
    for (Instant now : List.of(NOW.minus(most), NOW.plus(most))) {
      assertThat(Signature.verify(good, EXECUTE, Keys.LOCAL, now))
          .isInstanceOf(Verdict.Valid.class);
    }
    for (Instant now : List.of(NOW.minus(most).minusSeconds(1), NOW.plus(most).plusSeconds(1))) {
      assertThat(Signature.verify(good, EXECUTE, Keys.LOCAL, now))
          .isEqualTo(new Verdict.Skewed(NOW));
    }
  }

  @Test
  void withoutASignatureItIsMissing() {
    assertThat(verify(SignedRequest.of("GET", "/", "a=1", Map.of(), BODY)))
        .isEqualTo(new Verdict.Missing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Bearer abc|algorithm",
        "AWS4-HMAC-SHA256 nonsense|missing equal-sign",
        "AWS4-HMAC-SHA256 Credential=local|requires 'Signature'",
        "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=host,Signature=0|5 slash-delimited",
        "AWS4-HMAC-SHA256"
            + " Credential=a/20260101/r/s/aws4_request,SignedHeaders=host,Signature=0|Date in"
      })
  void aBrokenAuthorizationSaysWhatItLacks(String authorization, String why) {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of(authorization), "X-Amz-Date", List.of("20261121T090500Z"));
    assertThat(verify(SignedRequest.of("GET", "/", "", headers, BODY)))
        .isInstanceOfSatisfying(Verdict.Malformed.class, it -> assertThat(it.why()).contains(why));
  }

  @Test
  void aUrlThatTheSdkPresignedIsValidForItsTimeAndItsFile() {
    StaticCredentialsProvider local =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    try (S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(local)
            .endpointOverride(URI.create("http://127.0.0.1:4004"))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      URI url =
          URI.create(
              presigner
                  .presignGetObject(
                      p ->
                          p.signatureDuration(Duration.ofSeconds(60))
                              .getObjectRequest(g -> g.bucket("files").key("a b/ü+(1).png")))
                  .url()
                  .toString());
      Map<String, List<String>> host = Map.of("Host", List.of("127.0.0.1:4004"));
      SignedRequest get =
          SignedRequest.of("GET", url.getRawPath(), url.getRawQuery(), host, new byte[0]);
      Instant now = Instant.now();
      assertThat(Signature.verify(get, Scheme.S3, Keys.LOCAL, now))
          .isInstanceOf(Verdict.Valid.class);
      assertThat(Signature.verify(get, Scheme.S3, Keys.LOCAL, now.plusSeconds(61)))
          .isInstanceOf(Verdict.Expired.class);
      SignedRequest other =
          SignedRequest.of("GET", "/files/other", url.getRawQuery(), host, new byte[0]);
      assertThat(Signature.verify(other, Scheme.S3, Keys.LOCAL, now))
          .isInstanceOf(Verdict.Wrong.class);
      String longer = url.getRawQuery().replace("X-Amz-Expires=60", "X-Amz-Expires=600");
      assertThat(
              Signature.verify(
                  SignedRequest.of("GET", url.getRawPath(), longer, host, new byte[0]),
                  Scheme.S3,
                  Keys.LOCAL,
                  now))
          .isInstanceOf(Verdict.Wrong.class);
    }
  }

  @Test
  void aPresignedUrlLastsAWeekAtMost() {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=local%2F20261121%2Fr%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20261121T090500Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0"
            + "&X-Amz-Expires=";
    for (String expires : List.of("604801", "-1", "soon")) {
      assertThat(
              Signature.verify(
                  SignedRequest.of("GET", "/", query + expires, Map.of(), BODY),
                  Scheme.S3,
                  Keys.LOCAL,
                  NOW))
          .isInstanceOf(Verdict.Malformed.class);
    }
    assertThat(
            Signature.verify(
                SignedRequest.of("GET", "/", "X-Amz-Signature=0", Map.of(), BODY),
                Scheme.S3,
                Keys.LOCAL,
                NOW))
        .isInstanceOf(Verdict.Malformed.class);
  }
}
