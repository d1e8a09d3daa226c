package dev.parley.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A service is asked only by who has signed for it. */
class SignedCallsTest {
  private static final byte[] BODY = "{}".getBytes();

  private final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private final URI uri = URI.create(endpoint.uri() + "/2015-03-31/functions/f/invocations?b=2&a");
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void serve() {
    endpoint.service(
        "lambda",
        call -> {
          asked.incrementAndGet();
          return Reply.text(200, "signed for " + call.region().orElseThrow());
        });
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private static SignedHttp.Signer signer(String id, String secret, Clock clock) {
    return new SignedHttp.Signer(AwsBasicCredentials.create(id, secret), "lambda", clock);
  }

  private HttpRequest.Builder signedAt(Clock at) {
    return signer("local", "local", at).sign("POST", uri, BODY);
  }

  private void refused(HttpRequest.Builder request, String type, String message) throws Exception {
    HttpResponse<String> response = SignedHttp.send(request);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
    assertThat(response.body()).startsWith("{\"message\":\"" + message);
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatIsRightlySignedIsAnswered() throws Exception {
    assertThat(SignedHttp.send(signedAt(Clock.systemUTC())).body())
        .isEqualTo("signed for eu-central-1");
  }

  @Test
  void anotherKeySecretOrBodyIsRefused() throws Exception {
    Clock now = Clock.systemUTC();
    refused(
        signer("AKIDEXAMPLE", "local", now).sign("POST", uri, BODY),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
    refused(
        signer("local", "guess", now).sign("POST", uri, BODY),
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
    refused(
        signedAt(now).POST(BodyPublishers.ofString("[]")),
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  @Test
  void whatOnlySaysThatItIsSignedIsRefused() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody());
    String scope = "Credential=local/20261121/eu-west-1/lambda/aws4_request";
    refused(
        request.copy().header("Authorization", "AWS4-HMAC-SHA256 " + scope),
        "IncompleteSignatureException",
        "Authorization header requires 'Signature' parameter.");
    refused(
        request.copy().header("Authorization", scope),
        "IncompleteSignatureException",
        "Unsupported AWS 'algorithm'");
    URI inQuery = URI.create(uri + "&X-Amz-Credential=" + scope.substring(11));
    refused(
        HttpRequest.newBuilder(inQuery),
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
  }

  @Test
  void aSignatureIsOfTheLocalTimeOrOfTheRealOne() throws Exception {
    clock.advance(Duration.ofDays(3));
    refused(
        signedAt(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6))),
        "InvalidSignatureException",
        "Signature expired");
    refused(
        signedAt(Clock.offset(Clock.systemUTC(), Duration.ofDays(4))),
        "InvalidSignatureException",
        "Signature not yet current");
    assertThat(SignedHttp.send(signedAt(Clock.systemUTC())).statusCode()).isEqualTo(200);
    Clock local = Clock.fixed(clock.instant(), ZoneOffset.UTC);
    assertThat(SignedHttp.send(signedAt(local)).statusCode()).isEqualTo(200);
  }
}
