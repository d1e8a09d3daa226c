package dev.parley.local.gateway;

import static dev.parley.local.gateway.ScriptedInvoker.returned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import dev.parley.local.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message, and what the functions are told. */
class SocketMessagesTest {
  private static final List<String> CONTEXT =
      List.of(
          "routeKey",
          "eventType",
          "extendedRequestId",
          "requestTime",
          "messageDirection",
          "stage",
          "connectedAt",
          "requestTimeEpoch",
          "identity",
          "requestId",
          "domainName",
          "connectionId",
          "apiId");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"talk\"}|Talk",
        "{\"action\":\"unknown\"}|Other",
        "{\"action\":\"$connect\"}|Other",
        "{\"action\":\"$disconnect\"}|Other",
        "{\"action\":{\"talk\":1}}|Other",
        "{\"action\":null}|Other",
        "{}|Other",
        "[]|Other",
        "talk|Other",
        "\"talk\"|Other",
        "{\"action\":\"talk\"} trailing|Other",
        "{\"action\":\"talk\"|Other"
      })
  @Conforms("ws-route-selection")
  void theRouteIsChosenByTheBodyAndOtherwiseDefault(String message, String function)
      throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        Client client = fixture.connect()) {
      client.send(message);
      assertThat(fixture.functions.next(function).path("body").asText()).isEqualTo(message);
    }
  }

  @Test
  void theSelectionMayLookDeeper() {
    RouteSelection selection = new RouteSelection("${request.body.a.b}", java.util.Set.of("1"));
    assertThat(selection.routeOf("{\"a\":{\"b\":1}}")).contains("1");
    assertThat(selection.routeOf("{\"a\":1}")).isEmpty();
    assertThat(selection.routeOf("[".repeat(5000))).isEmpty();
  }

  @Test
  @Conforms({"ws-connect-event", "ws-context"})
  void connectHasHeadersAndQueryAndAWholeContext() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.upgrade("/live?a=1&a=2&b=%C3%A9", "User-Agent: raw\r\nX-Two: 1\r\nX-Two: 2\r\n");
      JsonNode event = fixture.functions.next("Connect");
      assertThat(event.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "headers",
              "multiValueHeaders",
              "queryStringParameters",
              "multiValueQueryStringParameters",
              "requestContext",
              "isBase64Encoded");
      assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("2");
      assertThat(event.at("/queryStringParameters/b").asText()).isEqualTo("é");
      assertThat(event.at("/multiValueQueryStringParameters/a").toString())
          .isEqualTo("[\"1\",\"2\"]");
      assertThat(event.at("/multiValueHeaders/X-Two").toString()).isEqualTo("[\"1\",\"2\"]");
      JsonNode context = event.path("requestContext");
      assertThat(context.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(CONTEXT);
      assertThat(context.toString())
          .contains("\"requestTime\":\"21/Nov/2026:09:05:00 +0000\"")
          .contains("\"requestTimeEpoch\":1795251900250")
          .contains("\"connectedAt\":1795251900250")
          .contains("\"messageDirection\":\"IN\"")
          .contains("\"eventType\":\"CONNECT\"")
          .contains("\"routeKey\":\"$connect\"")
          .contains("\"identity\":{\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"raw\"}")
          .contains("\"domainName\":\"127.0.0.1:" + fixture.port() + "\"");
    }
  }

  @Test
  @Conforms("ws-connect-event")
  void withoutAQueryThereAreNoQueryFields() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      fixture.upgrade("/live");
      assertThat(fixture.functions.next("Connect").has("queryStringParameters")).isFalse();
    }
  }

  @Test
  @Conforms({"ws-message-event", "ws-request-id"})
  void aMessageHasNoHeadersButAMessageId() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        Client client = fixture.connect()) {
      client.send("hé");
      JsonNode event = fixture.functions.next("Other");
      assertThat(event.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("requestContext", "body", "isBase64Encoded");
      assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
      assertThat(event.path("body").asText()).isEqualTo("hé");
      JsonNode context = event.path("requestContext");
      assertThat(context.fieldNames())
          .toIterable()
          .containsAll(CONTEXT)
          .contains("messageId")
          .hasSize(CONTEXT.size() + 1);
      assertThat(context.path("eventType").asText()).isEqualTo("MESSAGE");
      assertThat(context.path("requestId")).isEqualTo(context.path("extendedRequestId"));
    }
  }

  @Test
  @Conforms("ws-no-default")
  void withoutARouteTheClientIsToldForbidden() throws Exception {
    try (SocketFixture fixture =
            SocketFixture.with(Map.of("talk", "Talk"), Optional.empty(), SocketLimits.AWS);
        Client client = fixture.connect()) {
      client.send("nothing");
      assertComplaint(client.next(), "Forbidden");
      client.send("{\"action\":\"talk\"}");
      fixture.functions.next("Talk");
    }
  }

  @Test
  @Conforms("ws-failure-told")
  void aFailingFunctionIsToldAndTheSocketStaysOpen() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        Client client = fixture.connect()) {
      fixture.functions.on("Other", event -> new Answer.Failed("E", "broke"));
      client.send("one");
      assertComplaint(client.next(), "Internal server error");
      fixture.functions.on("Other", event -> new Answer.TimedOut(Duration.ofSeconds(3)));
      client.send("two");
      assertComplaint(client.next(), "Internal server error");
      fixture.functions.on(
          "Other",
          event -> {
            throw new IllegalStateException("the invoker itself");
          });
      client.send("three");
      assertComplaint(client.next(), "Internal server error");
    }
  }

  @Test
  @Conforms({"limit-integration", "ws-failure-told"})
  void aFunctionSlowerThanTheGatewayWaitsIsAnError() throws Exception {
    try (SocketFixture fixture =
            SocketFixture.with(
                SocketFixture.ROUTES,
                Optional.empty(),
                HandshakeTest.shortIntegration(Duration.ofMillis(200)));
        Client client = fixture.connect()) {
      CountDownLatch never = new CountDownLatch(1);
      fixture.functions.on("Other", event -> await(never));
      client.send("slow");
      assertComplaint(client.next(), "Internal server error");
    }
  }

  private static Answer await(CountDownLatch latch) {
    try {
      latch.await();
      return returned("{}");
    } catch (InterruptedException e) {
      return new Answer.Failed("Interrupted", "");
    }
  }

  private static void assertComplaint(String text, String message) {
    JsonNode complaint = Json.read(text).orElseThrow();
    assertThat(complaint.path("message").asText()).isEqualTo(message);
    assertThat(complaint.path("connectionId").asText()).endsWith("=");
    assertThat(complaint.path("requestId").asText()).endsWith("=");
    assertThat(complaint).hasSize(3);
  }

  @Test
  @Conforms("ws-answer-dropped")
  void whatAMessageFunctionReturnsIsDropped() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      fixture.functions.on("Other", "{\"statusCode\":400,\"body\":\"nobody reads this\"}");
      raw.text("hello");
      fixture.functions.next("Other");
      raw.write(RawSocket.frame(0x89, "still here".getBytes()));
      assertThat(raw.read().text()).isEqualTo("still here");
    }
  }

  @Test
  @Conforms("ws-no-order")
  void messagesOfOneConnectionRunAtTheSameTime() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        Client client = fixture.connect()) {
      CyclicBarrier together = new CyclicBarrier(3);
      fixture.functions.on(
          "Other",
          event -> {
            try {
              together.await(10, TimeUnit.SECONDS);
              return returned("{}");
            } catch (Exception e) {
              return new Answer.Failed("Alone", e.toString());
            }
          });
      client.send("1");
      client.send("2");
      together.await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void framesSentBehindTheUpgradeWaitForIt() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        RawSocket raw = new RawSocket(fixture.port())) {
      CountDownLatch release = new CountDownLatch(1);
      fixture.functions.on(
          "Connect",
          event -> {
            await(release);
            return returned("{\"statusCode\":200}");
          });
      raw.requestUpgrade("/live", "");
      raw.text("early");
      fixture.functions.next("Connect");
      assertThat(fixture.functions.order()).containsExactly("Connect");
      release.countDown();
      assertThat(raw.readAnswer().status()).isEqualTo(101);
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("early");
    }
  }

  @Test
  void fragmentsAreOneMessageAndPingsMayComeBetween() throws Exception {
    try (SocketFixture fixture = SocketFixture.open();
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      raw.write(RawSocket.frame(0x01, "hel".getBytes()));
      raw.write(RawSocket.frame(0x89, "p".getBytes()));
      raw.write(RawSocket.frame(0x80, "lo".getBytes()));
      assertThat(raw.read().opcode()).isEqualTo(10);
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("hello");
    }
  }

  @Test
  @Conforms("ping-answered")
  void pingsAreAnswered() {
    try (SocketFixture fixture = SocketFixture.open();
        Client client = fixture.connect()) {
      client.socket().sendPing(java.nio.ByteBuffer.wrap("are you there".getBytes())).join();
      assertThat(client.pong().join()).isEqualTo("are you there");
    }
  }
}
