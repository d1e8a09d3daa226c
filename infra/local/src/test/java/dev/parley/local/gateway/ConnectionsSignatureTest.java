package dev.parley.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.json.Json;
import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Who may not call @connections, and what AWS says to them. */
class ConnectionsSignatureTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private SocketFixture fixture;
  private Client client;
  private URI uri;

  @BeforeEach
  void open() {
    fixture = SocketFixture.open();
    client = fixture.connect();
    String id = fixture.functions.next("Connect").at("/requestContext/connectionId").asText();
    uri = URI.create("http://127.0.0.1:" + fixture.port() + "/live/@connections/" + id);
  }

  @AfterEach
  void close() {
    client.close();
    fixture.close();
  }

  private static SignedHttp.Signer signer(String id, String secret, String service) {
    return new SignedHttp.Signer(
        AwsBasicCredentials.create(id, secret), service, Clock.systemUTC());
  }

  private void refused(HttpRequest.Builder request, String type, String message) throws Exception {
    HttpResponse<String> response = SignedHttp.send(request);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
    JsonNode body = Json.read(response.body()).orElseThrow();
    assertThat(body.path("message").asText()).startsWith(message);
    assertThat(client.socket().isInputClosed()).isFalse();
    SignedHttp.send("POST", uri, HELLO);
    assertThat(client.next()).as("what arrives").isEqualTo("hello");
  }

  @ParameterizedTest
  @Conforms("conn-signature")
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void withoutASignature(String method) throws Exception {
    refused(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString("bad")),
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
  }

  @Test
  @Conforms("conn-signature")
  void nobodyUnsignedLearnsWhetherAConnectionExists() throws Exception {
    URI nobody = uri.resolve("nobody");
    HttpResponse<String> response = SignedHttp.send(HttpRequest.newBuilder(nobody));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(SignedHttp.send("GET", nobody, new byte[0]).statusCode()).isEqualTo(410);
  }

  @ParameterizedTest
  @Conforms("conn-signature")
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void withAKeyThatDoesNotExist(String method) throws Exception {
    refused(
        signer("AKIDEXAMPLE", "local", "execute-api").sign(method, uri, HELLO),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  @ParameterizedTest
  @Conforms("conn-signature")
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void withAnotherSecret(String method) throws Exception {
    refused(
        signer("local", "guess", "execute-api").sign(method, uri, HELLO),
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  @Test
  @Conforms("conn-signature")
  void withAnotherBodyThanWasSigned() throws Exception {
    HttpRequest.Builder signed = SignedHttp.Signer.USUAL.sign("POST", uri, HELLO);
    refused(
        signed.POST(HttpRequest.BodyPublishers.ofString("other")),
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  @Test
  @Conforms("conn-signature")
  void forAnotherService() throws Exception {
    refused(
        signer("local", "local", "dynamodb").sign("POST", uri, HELLO),
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'execute-api'.");
  }

  @Test
  @Conforms("conn-signature")
  void longAgoOrInTheFuture() throws Exception {
    for (Duration off : new Duration[] {Duration.ofMinutes(-6), Duration.ofMinutes(6)}) {
      Clock clock = Clock.offset(Clock.systemUTC(), off);
      refused(
          new SignedHttp.Signer(SignedHttp.LOCAL, "execute-api", clock).sign("POST", uri, HELLO),
          "InvalidSignatureException",
          off.isNegative() ? "Signature expired" : "Signature not yet current");
    }
  }

  @Test
  @Conforms("conn-signature")
  void withAnAuthorizationThatIsNone() throws Exception {
    refused(
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer abc"),
        "IncompleteSignatureException",
        "Unsupported AWS 'algorithm': 'Bearer'.");
  }

  /** Functions sign by their system's time, which the local clock does not move. */
  @Test
  @Conforms("conn-signature")
  void aLocalClockThatWasMovedRefusesNobody() throws Exception {
    fixture.clock.advance(Duration.ofMinutes(9));
    assertThat(SignedHttp.send("POST", uri, HELLO).statusCode()).isEqualTo(200);
    assertThat(client.next()).isEqualTo("hello");
  }
}
