package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to an HTTP API, from the event a function sees to the answer a client sees. */
class HttpApiTest {
  private final HttpFixture fixture = new HttpFixture();
  private final ScriptedInvoker functions = fixture.functions;

  @AfterEach
  void close() {
    fixture.close();
  }

  private JsonNode eventOfAWholeRequest() throws Exception {
    fixture.serve(HttpFixture.route("POST", "/things/{id}", "F"));
    HttpFixture.send(
        fixture
            .to("/things/a%20b%2Fc?x=1&y=%C3%A9&x=2")
            .header("Content-Type", "application/json")
            .header("Cookie", "a=1; b=2")
            .header("X-Two", "1")
            .header("X-Two", "2")
            .header("User-Agent", "me")
            .POST(BodyPublishers.ofString("{\"é\":1}")));
    return functions.next("F");
  }

  @Test
  @Conforms("http-payload")
  void theEventIsPayloadFormat2() throws Exception {
    JsonNode event = eventOfAWholeRequest();
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("POST /things/{id}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/things/a b/c");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&y=%C3%A9&x=2");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    assertThat(event.at("/headers/x-two").asText()).isEqualTo("1,2");
    assertThat(event.at("/headers/x-forwarded-for").asText()).isEqualTo("127.0.0.1");
    assertThat(event.path("headers").fieldNames())
        .toIterable()
        .doesNotContain("cookie", "connection")
        .allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)));
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"é\"}");
    assertThat(event.path("pathParameters").toString()).isEqualTo("{\"id\":\"a b/c\"}");
    assertThat(event.path("body").asText()).isEqualTo("{\"é\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
  }

  @Test
  @Conforms("http-payload")
  void theContextNamesTheRequestAndTheApi() throws Exception {
    JsonNode context = eventOfAWholeRequest().path("requestContext");
    assertThat(context.path("http").toString())
        .isEqualTo(
            "{\"method\":\"POST\",\"path\":\"/things/a b/c\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"me\"}");
    assertThat(context.path("time").asText()).isEqualTo("21/Nov/2026:09:05:00 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(1795251900250L);
    assertThat(context.path("stage").asText()).isEqualTo("$default");
    assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1:" + fixture.api.port());
    assertThat(context.has("authorizer")).isFalse();
  }

  @Test
  @Conforms("http-payload")
  void whatIsAbsentIsLeftOut() throws Exception {
    fixture.serve(HttpFixture.route("GET", "/", "F"));
    HttpFixture.send(fixture.to("/").GET());
    JsonNode event = functions.next("F");
    assertThat(event.path("rawQueryString").asText("none")).isEmpty();
    assertThat(event.fieldNames())
        .toIterable()
        .doesNotContain("body", "cookies", "queryStringParameters", "pathParameters");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,false",
    "application/json;charset=utf-8,false",
    "application/xml,false",
    "application/x-www-form-urlencoded,true",
    "application/problem+json,true",
    "image/png,true",
    ",true"
  })
  void theContentTypeDecidesWhatIsText(String type, boolean base64) throws Exception {
    fixture.serve(HttpFixture.route("ANY", "/{proxy+}", "F"));
    HttpRequest.Builder request = fixture.to("/x").PUT(BodyPublishers.ofString("a=1"));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpFixture.send(request);
    JsonNode event = functions.next("F");
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
    assertThat(event.path("body").asText()).isEqualTo(base64 ? "YT0x" : "a=1");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/pets/dog/1,Exact",
    "GET,/pets/dog/2,Dog",
    "GET,/pets/cat/2,Pets",
    "GET,/pets/cat,Pet",
    "POST,/pets/cat,AnyPet",
    "GET,/pets,Rest",
    "GET,/pets/,Rest",
    "GET,/pets/cat/,Pets",
    "POST,/pets/dog/1,Rest",
    "GET,/,Default"
  })
  @Conforms("http-specific")
  void theMostSpecificRouteWins(String method, String path, String function) throws Exception {
    fixture.serve(
        HttpFixture.route("ANY", "$default", "Default"),
        HttpFixture.route("ANY", "/{proxy+}", "Rest"),
        HttpFixture.route("GET", "/pets/{proxy+}", "Pets"),
        HttpFixture.route("ANY", "/pets/{id}", "AnyPet"),
        HttpFixture.route("GET", "/pets/{id}", "Pet"),
        HttpFixture.route("GET", "/pets/dog/{id}", "Dog"),
        HttpFixture.route("GET", "/pets/dog/1", "Exact"));
    HttpFixture.send(fixture.to(path).method(method, BodyPublishers.noBody()));
    assertThat(functions.order()).containsExactly(function);
  }

  @Test
  @Conforms("http-specific")
  void anUnknownRouteIsNotFoundAndABrokenPathBad() throws Exception {
    fixture.serve(HttpFixture.route("GET", "/a", "F"));
    HttpResponse<String> response = HttpFixture.send(fixture.to("/b"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(HttpFixture.send(fixture.to("/a").DELETE()).statusCode()).isEqualTo(404);
    try (RawSocket raw = new RawSocket(fixture.api.port())) {
      raw.write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      assertThat(raw.readAnswer().status()).isEqualTo(400);
    }
  }

  @Test
  void aNamedStageBeginsEveryPath() throws Exception {
    fixture.serve(
        "dev",
        Optional.empty(),
        HttpFixture.route("GET", "/a", "F"),
        HttpFixture.route("GET", "/", "Root"));
    assertThat(HttpFixture.send(fixture.to("/a")).statusCode()).isEqualTo(404);
    assertThat(HttpFixture.send(fixture.to("/dev/a")).statusCode()).isEqualTo(200);
    assertThat(functions.next("F").path("rawPath").asText()).isEqualTo("/dev/a");
    assertThat(HttpFixture.send(fixture.to("/dev")).statusCode()).isEqualTo(200);
    functions.next("Root");
  }

  @Test
  void anApiThatDoesNotServeYetIs503() throws Exception {
    assertThat(HttpFixture.send(fixture.to("/a")).statusCode()).isEqualTo(503);
  }

  @Test
  void whatAwsWouldRefuseIsRefusedAtOnce() {
    List<HttpApi.Route[]> wrong = new ArrayList<>();
    wrong.add(
        new HttpApi.Route[] {
          HttpFixture.route("GET", "/a", "F"), HttpFixture.route("get", "/a", "G")
        });
    wrong.add(new HttpApi.Route[] {HttpFixture.route("GET", "a", "F")});
    wrong.add(new HttpApi.Route[] {HttpFixture.route("GET", "/{proxy+}/a", "F")});
    wrong.add(
        new HttpApi.Route[] {
          new HttpApi.Route("GET", "/a", "F", Optional.of("Nobody"), List.of(), Duration.ZERO)
        });
    for (HttpApi.Route[] routes : wrong) {
      assertThatIllegalArgumentException().isThrownBy(() -> fixture.serve(routes));
    }
  }
}
