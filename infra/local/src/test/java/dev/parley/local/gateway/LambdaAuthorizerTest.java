package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Lambda authorizer of an HTTP API is asked, and what its answers mean. */
class LambdaAuthorizerTest {
  private static final List<String> TOKEN = List.of("$request.header.X-Token");

  private final HttpFixture fixture = new HttpFixture();
  private final ScriptedInvoker functions = fixture.functions;

  @AfterEach
  void close() {
    fixture.close();
  }

  private void serve(boolean simple, Duration kept, List<String> sources) {
    fixture.api.serve(
        new HttpApi.Definition(
            "h1",
            "$default",
            List.of(route("/a"), route("/pets/{id}")),
            Map.of(),
            Map.of("Ask", new LambdaAuthorizer.Definition("Ask", sources, simple, kept)),
            Optional.empty(),
            Throttling.NONE,
            "eu-central-1",
            "123456789012"),
        functions,
        fixture.clock,
        fixture.log::add);
  }

  private static HttpApi.Route route(String path) {
    return new HttpApi.Route(
        "GET", path, "F", Optional.of("Ask"), List.of(), Duration.ofSeconds(30));
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = fixture.to(path);
    return HttpFixture.send(token == null ? request : request.header("X-Token", token));
  }

  private int asked() {
    return functions.given("Ask").size();
  }

  @Test
  @Conforms("http-lambda-auth")
  void itIsAskedWithTheRequestAndItsContextReachesTheFunction() throws Exception {
    serve(true, Duration.ZERO, TOKEN);
    functions.on(
        "Ask", "{\"isAuthorized\":true,\"context\":{\"name\":\"ann\",\"n\":1,\"list\":[true]}}");
    assertThat(get("/pets/7?q=1", "t").statusCode()).isEqualTo(200);
    JsonNode event = functions.next("Ask");
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("type").asText()).isEqualTo("REQUEST");
    assertThat(event.path("routeArn").asText())
        .isEqualTo("arn:aws:execute-api:eu-central-1:123456789012:h1/$default/GET/pets/7");
    assertThat(event.path("identitySource")).hasToString("[\"t\"]");
    assertThat(event.path("routeKey").asText()).isEqualTo("GET /pets/{id}");
    assertThat(event.at("/headers/x-token").asText()).isEqualTo("t");
    assertThat(event.at("/pathParameters/id").asText()).isEqualTo("7");
    assertThat(event.has("body")).isFalse();
    assertThat(functions.next("F").at("/requestContext/authorizer/lambda"))
        .hasToString("{\"name\":\"ann\",\"n\":1,\"list\":[true]}");
    functions.on("Ask", "{\"isAuthorized\":true}");
    get("/a", "t");
    assertThat(functions.next("F").at("/requestContext/authorizer/lambda").isNull()).isTrue();
  }

  @Test
  @Conforms("http-lambda-auth")
  void withoutItsIdentitySourceNobodyIsAskedAndItIs401() throws Exception {
    serve(true, Duration.ZERO, TOKEN);
    assertThat(get("/a", null).statusCode()).isEqualTo(401);
    HttpResponse<String> empty = get("/a", "");
    assertThat(empty.statusCode()).isEqualTo(401);
    assertThat(empty.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(functions.order()).isEmpty();
  }

  @Test
  @Conforms("http-lambda-auth")
  void aNoIs403() throws Exception {
    serve(true, Duration.ZERO, TOKEN);
    functions.on("Ask", "{\"isAuthorized\":false}");
    HttpResponse<String> refused = get("/a", "t");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(functions.order()).containsExactly("Ask");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"isAuthorized\":\"true\"}",
        "{\"isAuthorized\":true,\"context\":1}",
        "no json"
      })
  @Conforms("http-lambda-auth")
  void anAnswerThatIsNoneIs500(String answer) throws Exception {
    serve(true, Duration.ofHours(1), TOKEN);
    functions.on("Ask", answer);
    assertThat(get("/a", "t").statusCode()).isEqualTo(500);
    functions.on("Ask", event -> new Answer.Failed("E", "Unauthorized"));
    assertThat(get("/a", "t").statusCode()).isEqualTo(500);
    assertThat(functions.order()).containsExactly("Ask", "Ask");
  }

  @Test
  @Conforms("http-lambda-auth")
  void aPolicyAllowsWhatItNamesAlsoWhenItIsKept() throws Exception {
    serve(false, Duration.ofMinutes(5), TOKEN);
    String resource = "arn:aws:execute-api:eu-central-1:123456789012:h1/$default/GET/pets/*";
    functions.on("Ask", SocketFixture.policy("Allow", resource, "{\"a\":\"b\"}"));
    assertThat(get("/pets/7", "t").statusCode()).isEqualTo(200);
    assertThat(get("/pets/8", "t").statusCode()).isEqualTo(200);
    assertThat(get("/a", "t").statusCode()).isEqualTo(403);
    assertThat(asked()).isEqualTo(1);
    functions.on("Ask", "{\"isAuthorized\":true}");
    assertThat(get("/a", "other").statusCode()).as("a simple answer").isEqualTo(500);
  }

  @Test
  @Conforms("http-lambda-auth-cache")
  void anAnswerIsKeptByItsIdentityUntilItsTimeIsOver() throws Exception {
    serve(true, Duration.ofSeconds(60), TOKEN);
    functions.on("Ask", "{\"isAuthorized\":true}");
    get("/a", "t");
    functions.on("Ask", "{\"isAuthorized\":false}");
    assertThat(get("/pets/1", "t").statusCode()).as("on every route").isEqualTo(200);
    assertThat(get("/a", "other").statusCode()).isEqualTo(403);
    functions.on("Ask", "{\"isAuthorized\":true}");
    assertThat(get("/a", "other").statusCode()).as("a no is kept too").isEqualTo(403);
    assertThat(asked()).isEqualTo(2);
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(get("/a", "other").statusCode()).isEqualTo(200);
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  @Conforms("http-lambda-auth-cache")
  void withTheRouteKeyAsASourceEachRouteHasItsOwnAnswer() throws Exception {
    serve(true, Duration.ofSeconds(60), List.of("$request.querystring.t", "$context.routeKey"));
    functions.on("Ask", "{\"isAuthorized\":true}");
    for (String path : List.of("/a?t=1", "/a?t=1", "/pets/1?t=1", "/pets/2?t=1")) {
      assertThat(get(path, null).statusCode()).isEqualTo(200);
    }
    assertThat(asked()).isEqualTo(2);
  }

  @Test
  @Conforms("http-lambda-auth-cache")
  void answersAreKeptForAnHourAtMostAndOnlyByASource() {
    for (long seconds : new long[] {-1, 3601}) {
      Duration kept = Duration.ofSeconds(seconds);
      assertThatThrownBy(() -> new LambdaAuthorizer.Definition("Ask", TOKEN, true, kept))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new LambdaAuthorizer.Definition("Ask", List.of(), true, minute))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new LambdaAuthorizer.Definition(
                    "Ask", List.of("route.request.header.A"), true, minute))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
