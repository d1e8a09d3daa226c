package dev.parley.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/** The @connections of an API, mostly through the AWS SDK's own client. */
class ConnectionsApiTest {
  private SocketFixture fixture;
  private ApiGatewayManagementApiClient sdk;

  @BeforeEach
  void open() {
    fixture = SocketFixture.open();
    sdk = sdk("127.0.0.1", Region.EU_CENTRAL_1);
  }

  private ApiGatewayManagementApiClient sdk(String host, Region region) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(URI.create("http://" + host + ":" + fixture.port() + "/live"))
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(SignedHttp.LOCAL))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  @AfterEach
  void close() {
    sdk.close();
    fixture.close();
  }

  private String connectedId() {
    return fixture.functions.next("Connect").at("/requestContext/connectionId").asText();
  }

  private void post(String id, String text) {
    sdk.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(text)));
  }

  @Test
  @Conforms("conn-post")
  void theSdkPosts() throws Exception {
    try (Client client = fixture.connect()) {
      post(connectedId(), "hé\uD83D\uDE00");
      assertThat(client.next()).isEqualTo("hé\uD83D\uDE00");
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,us-east-1", "localhost,ap-southeast-2", "localhost,nowhere-1"})
  @Conforms("ws-any-region")
  void neitherHostNorRegionDecideWhoIsServed(String host, String region) throws Exception {
    try (Client client = fixture.connect();
        ApiGatewayManagementApiClient other = sdk(host, Region.of(region))) {
      String id = connectedId();
      other.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(region)));
      assertThat(client.next()).isEqualTo(region);
    }
  }

  @Test
  @Conforms("conn-get")
  void theSdkReadsAConnection() {
    try (Client client =
        Client.open(fixture.port(), "/live", Client.builder().header("User-Agent", "me"))) {
      String id = connectedId();
      fixture.clock.advance(Duration.ofSeconds(7));
      client.send("active");
      fixture.functions.next("Other");
      GetConnectionResponse connection = sdk.getConnection(r -> r.connectionId(id));
      assertThat(connection.connectedAt()).isEqualTo("2026-11-21T09:05:00.250Z");
      assertThat(connection.lastActiveAt()).isEqualTo("2026-11-21T09:05:07.250Z");
      assertThat(connection.identity().sourceIp()).isEqualTo("127.0.0.1");
      assertThat(connection.identity().userAgent()).isEqualTo("me");
    }
  }

  @Test
  @Conforms("conn-delete")
  void theSdkDeletesAConnection() {
    try (Client client = fixture.connect()) {
      String id = connectedId();
      assertThat(sdk.deleteConnection(r -> r.connectionId(id)).sdkHttpResponse().statusCode())
          .isEqualTo(204);
      assertThatThrownBy(() -> post(id, "late")).isInstanceOf(GoneException.class);
      assertThat(client.closed()).isEqualTo(1000);
      assertThat(
              fixture.functions.next("Disconnect").at("/requestContext/disconnectReason").asText())
          .isEqualTo("Connection Closed Normally");
    }
  }

  @Test
  @Conforms("conn-gone")
  void anUnknownOrClosedConnectionIsGone() {
    assertThatThrownBy(() -> post("L0SM9cOFvHcCIhw=", "x"))
        .isInstanceOfSatisfying(
            GoneException.class, gone -> assertThat(gone.statusCode()).isEqualTo(410));
    assertThatThrownBy(() -> sdk.getConnection(r -> r.connectionId("nobody")))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> sdk.deleteConnection(r -> r.connectionId("nobody")))
        .isInstanceOf(GoneException.class);
    Client client = fixture.connect();
    String id = connectedId();
    client.socket().sendClose(1000, "").join();
    fixture.functions.next("Disconnect");
    assertThatThrownBy(() -> post(id, "late")).isInstanceOf(GoneException.class);
  }

  @Test
  @Conforms("ws-410-inside-connect")
  void postingToOneselfInsideConnectIsGone() throws Exception {
    AtomicInteger status = new AtomicInteger();
    fixture.functions.on(
        "Connect",
        event -> {
          try {
            post(event.at("/requestContext/connectionId").asText(), "too early");
            status.set(200);
          } catch (GoneException e) {
            status.set(e.statusCode());
          }
          return ScriptedInvoker.returned("{\"statusCode\":200}");
        });
    try (Client client = fixture.connect()) {
      assertThat(status).hasValue(410);
      post(connectedId(), "now");
      assertThat(client.next()).isEqualTo("now");
    }
  }

  @Test
  void aClientThatHasReadItsHandshakeCanAlwaysBePostedTo() throws Exception {
    for (int i = 0; i < 200; i++) {
      try (RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
        post(connectedId(), "at once");
        assertThat(raw.read().text()).isEqualTo("at once");
      }
    }
  }

  @Test
  @Conforms("conn-encoded")
  void theIdMayBeEncodedOrNot() throws Exception {
    try (Client client = fixture.connect()) {
      String id = connectedId();
      for (String path :
          new String[] {
            "/live/@connections/" + id,
            "/live/%40connections/" + id.replace("=", "%3D"),
            "/live/%40connections/" + id.replace("=", "%3d")
          }) {
        HttpResponse<String> response = SignedHttp.send("POST", uri(path), path.getBytes(UTF_8));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(client.next()).isEqualTo(path);
      }
    }
  }

  @Test
  @Conforms("conn-error-type")
  void anErrorNamesItsTypeAndHasAMessage() throws Exception {
    HttpResponse<String> response =
        SignedHttp.send("GET", uri("/live/@connections/nobody"), new byte[0]);
    assertThat(response.statusCode()).isEqualTo(410);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
    assertThat(response.body()).isEqualTo("{\"message\":\"Gone\"}");
    assertThat(SignedHttp.send("GET", uri("/dev/@connections/nobody"), new byte[0]).statusCode())
        .isEqualTo(403);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + fixture.port() + path);
  }

  @Test
  @Conforms("conn-too-large")
  void aPostOf128KbArrivesInFramesAndOneByteMoreIsTooLarge() throws Exception {
    try (Client client = fixture.connect();
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      String id = connectedId();
      String large = "é".repeat(64 * 1024);
      post(id, large);
      assertThat(client.next()).isEqualTo(large);
      assertThatThrownBy(() -> post(id, large + "x")).isInstanceOf(PayloadTooLargeException.class);
      post(connectedId(), large);
      assertThat(raw.read().payload()).hasSize(32 * 1024);
    }
  }

  @Test
  void aPostThatIsNotTextIsRefused() throws Exception {
    try (Client client = fixture.connect()) {
      byte[] broken = {(byte) 0xff, 0x00};
      URI uri = uri("/live/@connections/" + connectedId());
      assertThat(SignedHttp.send("POST", uri, broken).statusCode()).isEqualTo(400);
      assertThat(client.socket().isInputClosed()).isFalse();
    }
  }

  @Test
  @Conforms("conn-post")
  void postsArriveInTheOrderTheyWereMade() throws Exception {
    try (Client client = fixture.connect()) {
      String id = connectedId();
      for (int i = 0; i < 200; i++) {
        post(id, String.valueOf(i));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(client.next()).isEqualTo(String.valueOf(i));
      }
    }
  }

  @Test
  @Conforms("conn-slow")
  void aClientThatDoesNotReadIsLimitedAndHarmsNobody() throws Exception {
    try (RawSocket slow = new RawSocket(fixture.port(), 4096)) {
      slow.requestUpgrade("/live", "");
      slow.readAnswer();
      String id = connectedId();
      String large = "x".repeat(128 * 1024);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 500; i++) {
                  post(id, large);
                }
              })
          .isInstanceOf(LimitExceededException.class);
      try (Client other = fixture.connect()) {
        post(connectedId(), "for you");
        assertThat(other.next()).isEqualTo("for you");
        sdk.deleteConnection(r -> r.connectionId(id));
        assertThat(fixture.functions.next("Disconnect").at("/requestContext/connectionId").asText())
            .isEqualTo(id);
      }
    }
  }
}
