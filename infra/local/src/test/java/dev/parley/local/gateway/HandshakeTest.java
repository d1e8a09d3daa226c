package dev.parley.local.gateway;

import static dev.parley.local.gateway.ScriptedInvoker.returned;
import static dev.parley.local.gateway.SocketFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
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
  private static final String ARN =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/live/$connect";

  @Test
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
  void theStatusOfConnectRefusesTheHandshake(int answered, int seen) throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.functions.on("Connect", "{\"statusCode\":" + answered + "}");
      assertThat(fixture.upgrade("/live").status()).isEqualTo(seen);
      assertThat(fixture.functions.order()).containsExactly("Connect");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"fine\"", "[]", "{\"statusCode\":\"soon\"}"})
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
  void aConnectThatThrowsOrTimesOutIs502() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.functions.on("Connect", event -> new Answer.Failed("E", "broke"));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
      fixture.functions.on("Connect", event -> new Answer.TimedOut(Duration.ofSeconds(3)));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(502);
    }
  }

  @Test
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
  void aMissingIdentitySourceIs401WithoutInvokingAnything() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      assertThat(fixture.upgrade("/live").status()).isEqualTo(401);
      assertThat(fixture.upgrade("/live?ticket=").status()).isEqualTo(401);
      assertThat(fixture.log)
          .hasSize(2)
          .containsOnly(
              "[INFO] handshake refused with 401: route.request.querystring.ticket is missing");
      assertThat(fixture.functions.order()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Allow,*,101",
    "Allow," + ARN + ",101",
    "Allow,arn:aws:execute-api:*:*:a1b2c3/*,101",
    "Deny,*,403",
    "Allow,arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/other/$connect,403",
    "Perhaps,*,500"
  })
  void thePolicyDecides(String effect, String resource, int status) throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", policy(effect, resource, "{}"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(status);
      assertThat(fixture.functions.order().contains("Connect")).isEqualTo(status == 101);
    }
  }

  @Test
  void aDenyOutweighsAnAllow() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on(
          "Authorize",
          """
          {"principalId":"ann","policyDocument":{"Statement":[
          {"Action":"*","Effect":"Allow","Resource":["*"]},
          {"Action":["execute-api:*"],"Effect":"Deny","Resource":"*/live/*"}]}}\
          """);
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"isAuthorized\":true}",
        "{\"isAuthorized\":true,\"context\":{\"user\":\"ann\"}}",
        "{\"statusCode\":200}",
        "null",
        "{\"principalId\":\"ann\"}",
        "{\"principalId\":\"ann\",\"policyDocument\":{\"Statement\":\"all\"}}"
      })
  void anAnswerThatIsNoPolicyIs500(String answer) throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", answer);
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(500);
      assertThat(fixture.functions.order()).containsExactly("Authorize");
    }
  }

  @Test
  void onlyThrowingUnauthorizedIs401() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", event -> new Answer.Failed("E", "Unauthorized"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(401);
      fixture.functions.on("Authorize", event -> new Answer.Failed("E", "broke"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(500);
      fixture.functions.on("Authorize", event -> new Answer.TimedOut(Duration.ofSeconds(3)));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(500);
    }
  }

  @Test
  void aContextThatIsNestedOrTooLargeIs500() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      for (String context :
          List.of(
              "{\"roles\":[\"client\"]}",
              "{\"person\":{\"id\":\"ann\"}}",
              "[]",
              "{\"long\":\"" + "x".repeat(8 * 1024) + "\"}")) {
        fixture.functions.on("Authorize", policy("Allow", "*", context));
        assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(500);
      }
    }
  }

  @Test
  void theAuthorizerSeesTheRequestAndTheFutureConnection() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", policy("Allow", "*", "{}"));
      assertThat(fixture.upgrade("/live?ticket=t%20t&x=1&x=2", "User-Agent: raw\r\n").status())
          .isEqualTo(101);
      JsonNode event = fixture.functions.next("Authorize");
      assertThat(event.path("type").asText()).isEqualTo("REQUEST");
      assertThat(event.path("methodArn").asText()).isEqualTo(ARN);
      assertThat(event.path("queryStringParameters").path("ticket").asText()).isEqualTo("t t");
      assertThat(event.path("multiValueQueryStringParameters").path("x")).hasSize(2);
      assertThat(event.path("headers").path("User-Agent").asText()).isEqualTo("raw");
      assertThat(event.path("stageVariables").isObject()).isTrue();
      String id = event.path("requestContext").path("connectionId").asText();
      assertThat(id).endsWith("=").hasSize(16);
      JsonNode connect = fixture.functions.next("Connect").path("requestContext");
      assertThat(connect.path("connectionId").asText()).isEqualTo(id);
    }
  }

  @Test
  void theAuthorizerIsAskedOnceAndItsContextIsOnEveryEventAsText() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on(
          "Authorize", policy("Allow", "*", "{\"n\":1,\"ok\":true,\"s\":\"x\",\"d\":1.5}"));
      try (Client client = Client.open(fixture.port(), "/live?ticket=t")) {
        client.send("{\"action\":\"talk\"}");
        fixture.functions.next("Talk");
        client.send("other");
        client.socket().sendClose(1000, "").join();
      }
      for (String function : List.of("Connect", "Other", "Disconnect")) {
        assertThat(fixture.functions.next(function).at("/requestContext/authorizer").toString())
            .as(function)
            .isEqualTo(
                "{\"principalId\":\"ann\",\"n\":\"1\",\"ok\":\"true\",\"s\":\"x\",\"d\":\"1.5\"}");
      }
      assertThat(fixture.functions.order()).containsOnlyOnce("Authorize");
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
