package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an HTTP API tells browsers of other origins. */
class CorsPolicyTest {
  private final HttpFixture fixture = new HttpFixture();
  private final ScriptedInvoker functions = fixture.functions;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @Conforms("http-cors")
  void aPreflightIsAnsweredWithoutAFunction() throws Exception {
    fixture.serve("$default", Optional.of(cors()), HttpFixture.route("ANY", "/{proxy+}", "F"));
    try (RawSocket raw = new RawSocket(fixture.api.port())) {
      RawSocket.Answer answer = preflight(raw, "https://a.example");
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.headers())
          .containsEntry("access-control-allow-origin", "https://a.example")
          .containsEntry("access-control-allow-methods", "GET,POST")
          .containsEntry("access-control-allow-headers", "authorization")
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-max-age", "60");
      RawSocket.Answer refused = preflight(raw, "https://evil.example");
      assertThat(refused.status()).isEqualTo(204);
      assertThat(refused.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
    assertThat(functions.order()).isEmpty();
  }

  private static HttpApi.Cors cors() {
    return new HttpApi.Cors(
        List.of("https://a.example", "http://*"),
        List.of("GET", "POST"),
        List.of("authorization"),
        List.of("x-n"),
        Optional.of(60),
        true);
  }

  private static RawSocket.Answer preflight(RawSocket raw, String origin) throws Exception {
    raw.write(
        ("OPTIONS /a HTTP/1.1\r\nHost: x\r\nOrigin: "
                + origin
                + "\r\nAccess-Control-Request-Method: POST\r\n\r\n")
            .getBytes());
    return raw.readAnswer();
  }

  @Test
  @Conforms("http-cors")
  void answersCarryTheGatewaysCorsHeadersAndNotTheFunctions() throws Exception {
    fixture.serve("$default", Optional.of(cors()), HttpFixture.route("GET", "/a", "F"));
    functions.on(
        "F",
        "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"},\"body\":\"\"}");
    for (String path : new String[] {"/a", "/unknown"}) {
      HttpResponse<String> allowed =
          HttpFixture.send(fixture.to(path).header("Origin", "http://any.example"));
      assertThat(allowed.headers().allValues("access-control-allow-origin"))
          .containsExactly("http://any.example");
      assertThat(allowed.headers().firstValue("access-control-expose-headers")).contains("x-n");
      HttpResponse<String> refused =
          HttpFixture.send(fixture.to(path).header("Origin", "https://evil.example"));
      assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }
}
