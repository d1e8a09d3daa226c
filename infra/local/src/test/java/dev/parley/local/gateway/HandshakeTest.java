package dev.parley.local.gateway;

import static dev.parley.local.gateway.ScriptedInvoker.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it takes to open a socket. */
class HandshakeTest {
  @Test
  @Conforms("ws-opens-after-connect")
  void theSocketOpensOnlyAfterConnectHasReturned() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      CountDownLatch release = new CountDownLatch(1);
      fixture.functions.on("Connect", event -> afterwards(release, "{\"statusCode\":200}"));
      CompletableFuture<Client> opening = CompletableFuture.supplyAsync(fixture::connect);
      fixture.functions.next("Connect");
      assertThat(opening).isNotDone();
      release.countDown();
      opening.get(10, TimeUnit.SECONDS).close();
    }
  }

  @ParameterizedTest
  @CsvSource({"403,403", "401,401", "500,500", "302,302", "404,404", "99,502", "700,502"})
  @Conforms("ws-connect-status")
  void theStatusOfConnectRefusesTheHandshake(int answered, int seen) throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.functions.on("Connect", "{\"statusCode\":" + answered + "}");
      assertThat(fixture.upgrade("/live").status()).isEqualTo(seen);
      assertThat(fixture.functions.order()).containsExactly("Connect");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"fine\"", "[]", "{\"statusCode\":\"soon\"}"})
  @Conforms("ws-connect-failure")
  void aConnectWithoutAStatusIs502(String answer) throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.functions.on("Connect", answer);
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
      assertThat(fixture.log)
          .containsExactly(
              "[WARN] handshake refused with 502: $connect failed, or answered no status");
    }
  }

  @Test
  @Conforms("ws-connect-failure")
  void aConnectThatThrowsOrTimesOutIs502() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.functions.on("Connect", event -> new Answer.Failed("E", "broke"));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
      fixture.functions.on("Connect", event -> new Answer.TimedOut(Duration.ofSeconds(3)));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
    }
  }

  @Test
  @Conforms({"ws-connect-failure", "limit-integration"})
  void aConnectSlowerThanTheGatewayWaitsIs502() throws Exception {
    try (SocketFixture fixture =
        SocketFixture.with(
            SocketFixture.ROUTES, Optional.empty(), shortIntegration(Duration.ofMillis(50)))) {
      CountDownLatch release = new CountDownLatch(1);
      fixture.functions.on("Connect", event -> afterwards(release, "{\"statusCode\":200}"));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
      release.countDown();
    }
  }

  static SocketLimits shortIntegration(Duration integration) {
    SocketLimits aws = SocketLimits.AWS;
    return new SocketLimits(
        aws.urlCharacters(),
        aws.routes(),
        aws.client(),
        aws.frameBytes(),
        aws.messageBytes(),
        aws.unsentBytes(),
        integration,
        aws.idle(),
        aws.lifetime(),
        aws.lingering());
  }

  private static Answer afterwards(CountDownLatch latch, String json) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return new Answer.Failed("Interrupted", "");
    }
    return returned(json);
  }

  @Test
  void withoutAConnectRouteTheSocketOpens() throws Exception {
    try (SocketFixture fixture =
            SocketFixture.with(Map.of("$default", "Other"), Optional.empty(), SocketLimits.AWS);
        Client client = fixture.connect()) {
      client.send("hello");
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("hello");
    }
  }

  @Test
  @Conforms("ws-subprotocol")
  void theSubprotocolIsEchoedOnlyWhenConnectNamesIt() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      String offer = "Sec-WebSocket-Protocol: chat, more\r\n";
      assertThat(fixture.upgrade("/live", offer).headers())
          .doesNotContainKey("sec-websocket-protocol");
      fixture.functions.on(
          "Connect", "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"chat\"}}");
      RawSocket.Answer answer = fixture.upgrade("/live", offer);
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.headers())
          .containsEntry("sec-websocket-protocol", "chat")
          .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
  }

  @Test
  void onlyTheStageItselfUpgrades() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      assertThat(fixture.upgrade("/").status()).isEqualTo(403);
      assertThat(fixture.upgrade("/dev").status()).isEqualTo(403);
      assertThat(fixture.upgrade("/live/more").status()).isEqualTo(403);
      assertThat(fixture.upgrade("/%zz").status()).isEqualTo(400);
      assertThat(fixture.functions.order()).isEmpty();
    }
  }

  @Test
  void anApiThatDoesNotServeYetIs503() throws Exception {
    try (SocketApi api = SocketApi.listen("127.0.0.1", 0);
        RawSocket raw = new RawSocket(api.port())) {
      raw.requestUpgrade("/live", "");
      assertThat(raw.readAnswer().status()).isEqualTo(503);
    }
  }

  @Test
  void whatAwsWouldRefuseIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RouteSelection("$request.header.action", SocketFixture.ROUTES.keySet()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SocketFixture.with(
                    SocketFixture.ROUTES,
                    Optional.of(
                        new SocketApi.Authorizer("A", List.of("$request.header.Authorization"))),
                    SocketLimits.AWS));
  }
}
