package dev.parley.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.json.Json;
import dev.parley.local.signature.Keys;
import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much a WebSocket API takes before it says that it is too much. */
class SocketThrottlingTest {
  private static final Rate ONE = new Rate(1, 1);

  private static SocketApi.Definition definition(Map<String, String> routes, Throttling limits) {
    return new SocketApi.Definition(
        "a",
        "live",
        "$request.body.action",
        routes,
        Set.of(),
        Optional.empty(),
        limits,
        "eu-central-1",
        "123456789012");
  }

  @Test
  @Conforms("limit-connect-rate")
  void theFiveHundredAndFirstConnectionOfASecondIs429() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      for (int i = 0; i < 500; i++) {
        assertThat(fixture.upgrade("/live").status()).isEqualTo(101);
      }
      RawSocket.Answer refused = fixture.upgrade("/live");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body()).contains("Too Many Requests");
      fixture.clock.advance(Duration.ofMillis(4));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(101);
      assertThat(fixture.upgrade("/live").status()).isEqualTo(101);
      assertThat(fixture.upgrade("/live").status()).isEqualTo(429);
      fixture.clock.advance(Duration.ofMinutes(5));
      assertThat(fixture.upgrade("/live").status()).isEqualTo(101);
    }
  }

  @Test
  @Conforms("limit-connect-rate")
  void allApisOfAnAccountShareTheQuotaAndItCanBeRaised() throws Exception {
    TestClock clock = new TestClock();
    Account.Quotas three = new Account.Quotas(new Rate(3, 3), Account.Quotas.AWS.requests());
    Account account = Account.of(Keys.LOCAL, three, clock);
    try (SocketApi one = SocketApi.listen("127.0.0.1", 0);
        SocketApi two = SocketApi.listen("127.0.0.1", 0)) {
      for (SocketApi api : new SocketApi[] {one, two}) {
        api.serve(
            definition(SocketFixture.ROUTES, Throttling.NONE),
            new ScriptedInvoker(),
            clock,
            line -> {},
            account);
      }
      int[] ports = {one.port(), two.port(), one.port(), two.port(), one.port()};
      int[] statuses = {101, 101, 101, 429, 429};
      for (int i = 0; i < ports.length; i++) {
        try (RawSocket raw = new RawSocket(ports[i])) {
          raw.requestUpgrade("/live", "");
          assertThat(raw.readAnswer().status()).isEqualTo(statuses[i]);
        }
      }
    }
  }

  @Test
  @Conforms("limit-route-rate")
  void aRouteThatIsAskedTooOftenTellsSoAndOtherRoutesGoOn() throws Exception {
    Throttling throttling = new Throttling(Optional.empty(), Map.of("talk", ONE));
    try (SocketFixture fixture = SocketFixture.throttling(throttling);
        Client client = fixture.connect()) {
      client.send("{\"action\":\"talk\"}");
      fixture.functions.next("Talk");
      client.send("{\"action\":\"talk\"}");
      JsonNode complaint = Json.read(client.next()).orElseThrow();
      assertThat(complaint.path("message").asText()).isEqualTo("Too Many Requests");
      assertThat(complaint.path("connectionId").asText())
          .isEqualTo(fixture.api.openSockets().getFirst().connectionId());
      assertThat(complaint.path("requestId").asText()).isNotEmpty();
      client.send("other");
      fixture.functions.next("Other");
      fixture.clock.advance(Duration.ofSeconds(1));
      client.send("{\"action\":\"talk\"}");
      fixture.functions.next("Talk");
      assertThat(fixture.functions.given("Talk")).isEmpty();
    }
  }

  @Test
  @Conforms("limit-route-rate")
  void theStagesRateIsForEachRouteThatHasNoneOfItsOwn() throws Exception {
    Throttling throttling = new Throttling(Optional.of(ONE), Map.of("talk", new Rate(2, 2)));
    try (SocketFixture fixture = SocketFixture.throttling(throttling);
        Client client = fixture.connect()) {
      assertThat(fixture.upgrade("/live").status()).as("$connect has had its one").isEqualTo(429);
      client.send("{\"action\":\"talk\"}");
      fixture.functions.next("Talk");
      client.send("{\"action\":\"talk\"}");
      fixture.functions.next("Talk");
      client.send("once");
      fixture.functions.next("Other");
      client.send("twice");
      assertThat(client.next()).contains("Too Many Requests");
    }
  }

  @Test
  @Conforms("limit-account-rate")
  void messagesAndPostsUseUpTheAccountsRequests() throws Exception {
    Account.Quotas two = new Account.Quotas(new Rate(9, 9), new Rate(1, 2));
    try (SocketFixture fixture = SocketFixture.within(two);
        Client client = fixture.connect()) {
      String id = fixture.functions.next("Connect").at("/requestContext/connectionId").asText();
      client.send("second");
      fixture.functions.next("Other");
      client.send("third");
      assertThat(client.next()).contains("Too Many Requests");
      URI uri = URI.create("http://127.0.0.1:" + fixture.port() + "/live/@connections/" + id);
      HttpResponse<String> response = SignedHttp.send("POST", uri, "x".getBytes(UTF_8));
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("x-amzn-ErrorType"))
          .contains("LimitExceededException");
      fixture.clock.advance(Duration.ofSeconds(1));
      assertThat(SignedHttp.send("POST", uri, "x".getBytes(UTF_8)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @Conforms("close-1008")
  void aClientThatSendsTooManyMessagesIsClosedAndOthersStay() throws Exception {
    SocketLimits aws = SocketLimits.AWS;
    SocketLimits three =
        new SocketLimits(
            aws.urlCharacters(),
            aws.routes(),
            new Rate(1, 3),
            aws.frameBytes(),
            aws.messageBytes(),
            aws.unsentBytes(),
            aws.integration(),
            aws.idle(),
            aws.lifetime(),
            aws.lingering());
    try (SocketFixture fixture = SocketFixture.with(SocketFixture.ROUTES, Optional.empty(), three);
        Client other = fixture.connect();
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      for (int i = 0; i < 3; i++) {
        raw.text("x");
        fixture.functions.next("Other");
      }
      fixture.clock.advance(Duration.ofSeconds(1));
      raw.text("a second later there is one more");
      fixture.functions.next("Other");
      raw.text("too much");
      RawSocket.Frame close = raw.read();
      assertThat(close.opcode()).isEqualTo(8);
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(
              fixture
                  .functions
                  .next("Disconnect")
                  .at("/requestContext/disconnectStatusCode")
                  .asInt())
          .isEqualTo(1008);
      other.send("still here");
      assertThat(fixture.functions.next("Other").path("body").asText()).isEqualTo("still here");
    }
  }

  @Test
  @Conforms("limit-url")
  void anUrlOf4096CharactersIsTakenAndOneMoreIs414() throws Exception {
    try (SocketFixture fixture = SocketFixture.open()) {
      String start = "ws://127.0.0.1:" + fixture.port();
      String path = "/live?ticket=";
      String full = path + "x".repeat(4096 - start.length() - path.length());
      assertThat(fixture.upgrade(full).status()).isEqualTo(101);
      assertThat(fixture.functions.next("Connect").at("/queryStringParameters/ticket").asText())
          .hasSize(4096 - start.length() - path.length());
      assertThat(fixture.upgrade(full + "x").status()).isEqualTo(414);
      assertThat(fixture.functions.given("Connect")).isEmpty();
    }
  }

  @Test
  @Conforms("limit-routes")
  void threeHundredRoutesAreServedAndOneMoreIsRefused() {
    Map<String, String> routes = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      routes.put("route" + i, "F");
    }
    try (SocketApi api = SocketApi.listen("127.0.0.1", 0)) {
      Map<String, String> more = new HashMap<>(routes);
      more.put("$connect", "F");
      assertThatThrownBy(() -> serve(api, more, Throttling.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("300 routes");
      serve(api, routes, Throttling.NONE);
    }
  }

  @Test
  @Conforms("limit-route-rate")
  void settingsForARouteThatDoesNotExistAreRefused() {
    try (SocketApi api = SocketApi.listen("127.0.0.1", 0)) {
      Throttling throttling = new Throttling(Optional.empty(), Map.of("nowhere", ONE));
      assertThatThrownBy(() -> serve(api, SocketFixture.ROUTES, throttling))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nowhere");
    }
  }

  private static void serve(SocketApi api, Map<String, String> routes, Throttling throttling) {
    api.serve(definition(routes, throttling), new ScriptedInvoker(), new TestClock(), line -> {});
  }
}
