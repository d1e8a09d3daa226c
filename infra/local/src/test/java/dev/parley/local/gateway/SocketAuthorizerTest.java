package dev.parley.local.gateway;

import static dev.parley.local.gateway.SocketFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides whether a socket opens, and what becomes of the answer. */
class SocketAuthorizerTest {
  private static final String ARN =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/live/$connect";

  @Test
  @Conforms("auth-missing-401")
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
  @Conforms({"auth-called", "auth-deny-403", "auth-method-arn"})
  void thePolicyDecides(String effect, String resource, int status) throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", policy(effect, resource, "{}"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(status);
      assertThat(fixture.functions.order().contains("Connect")).isEqualTo(status == 101);
    }
  }

  @Test
  @Conforms("auth-deny-403")
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
  @Conforms("auth-policy-only")
  void anAnswerThatIsNoPolicyIs500(String answer) throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", answer);
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(500);
      assertThat(fixture.functions.order()).containsExactly("Authorize");
    }
  }

  @Test
  @Conforms("auth-throw-401")
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
  @Conforms("auth-8-kb")
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
  @Conforms({"auth-event", "auth-method-arn"})
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
  @Conforms({"auth-once", "auth-on-connect", "auth-on-every-event"})
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
  @Conforms("auth-not-cached")
  void theSameTicketIsDecidedOnAnew() throws Exception {
    try (SocketFixture fixture = SocketFixture.authorized()) {
      fixture.functions.on("Authorize", policy("Allow", "*", "{}"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(101);
      fixture.functions.on("Authorize", policy("Deny", "*", "{}"));
      assertThat(fixture.upgrade("/live?ticket=t").status()).isEqualTo(403);
    }
  }
}
