package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.signature.Keys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much an HTTP API takes before it says that it is too much. */
class HttpThrottlingTest {
  private static final List<HttpApi.Route> ROUTES =
      List.of(HttpFixture.route("GET", "/a", "A"), HttpFixture.route("ANY", "/b/{id}", "B"));

  private final TestClock clock = new TestClock();

  private static HttpApi.Definition definition(List<HttpApi.Route> routes, Throttling throttling) {
    return new HttpApi.Definition(
        "h1",
        "$default",
        routes,
        Map.of(),
        Map.of(),
        Optional.empty(),
        throttling,
        "eu-central-1",
        "123456789012");
  }

  private HttpApi serve(Throttling throttling, Account.Quotas quotas) {
    HttpApi api = HttpApi.listen("127.0.0.1", 0);
    Account account = Account.of(Keys.LOCAL, quotas, clock);
    ScriptedInvoker functions = new ScriptedInvoker();
    api.serve(definition(ROUTES, throttling), functions, clock, line -> {}, account);
    return api;
  }

  private static HttpResponse<String> get(HttpApi api, String path) throws Exception {
    return HttpFixture.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path)));
  }

  @Test
  @Conforms("http-rate")
  void aRouteThatIsAskedTooOftenIs429AndOtherRoutesGoOn() throws Exception {
    Throttling throttling =
        new Throttling(Optional.of(new Rate(5, 3)), Map.of("ANY /b/{id}", new Rate(1, 1)));
    try (HttpApi api = serve(throttling, Account.Quotas.AWS)) {
      assertThat(get(api, "/b/1").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = get(api, "/b/2");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
      for (int i = 0; i < 3; i++) {
        assertThat(get(api, "/a").statusCode()).isEqualTo(200);
      }
      assertThat(get(api, "/a").statusCode()).isEqualTo(429);
      clock.advance(Duration.ofSeconds(1));
      assertThat(get(api, "/b/1").statusCode()).isEqualTo(200);
      assertThat(get(api, "/a").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @Conforms("http-rate")
  void theAccountsQuotaIsForAllRoutesTogether() throws Exception {
    Account.Quotas two = new Account.Quotas(new Rate(1, 1), new Rate(1, 2));
    try (HttpApi api = serve(Throttling.NONE, two)) {
      assertThat(get(api, "/a").statusCode()).isEqualTo(200);
      assertThat(get(api, "/b/1").statusCode()).isEqualTo(200);
      assertThat(get(api, "/a").statusCode()).isEqualTo(429);
    }
  }

  @Test
  @Conforms("http-routes")
  void threeHundredRoutesAndTenAuthorizersAreTheMost() {
    List<HttpApi.Route> routes =
        IntStream.range(0, 301).mapToObj(i -> HttpFixture.route("GET", "/" + i, "F")).toList();
    assertThat(definition(routes.subList(0, 300), Throttling.NONE).routes()).hasSize(300);
    assertThatThrownBy(() -> definition(routes, Throttling.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("300 routes");
    Map<String, JwtAuthorizer.Definition> authorizers = new HashMap<>();
    for (int i = 0; i < 11; i++) {
      authorizers.put(
          "a" + i,
          new JwtAuthorizer.Definition(
              "https://issuer", List.of("a"), "$request.header.Authorization"));
    }
    assertThatThrownBy(
            () ->
                new HttpApi.Definition(
                    "h1", "$default", ROUTES, authorizers, Optional.empty(), "r", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 authorizers");
  }

  @Test
  @Conforms("http-rate")
  void settingsForARouteThatDoesNotExistAreRefused() {
    Throttling throttling = new Throttling(Optional.empty(), Map.of("GET /c", new Rate(1, 1)));
    assertThatThrownBy(() -> serve(throttling, Account.Quotas.AWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET /c");
  }
}
