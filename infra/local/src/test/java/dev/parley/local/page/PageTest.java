package dev.parley.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.endpoint.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTest {
  private final Endpoint endpoint =
      Endpoint.listen("127.0.0.1", 0, InstantSource.system(), _ -> {});
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() {
    var line = new State.Line("2026-11-21T09:05:00Z", "<script>alert(1)</script>");
    var function = new State.Function("Echo", "app-Echo-1", 3, 1, 0, 0, 1.5, List.of(line));
    var clock = new State.Clock("2026-11-21T09:05:00Z", "PT0S", true);
    State state =
        new State(
            clock,
            List.of(function),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new State.Totals(0, 0),
            List.of());
    Page.on(
        endpoint,
        () -> state,
        name -> name.equals("a.eml") ? Optional.of("Subject: <b>") : Optional.empty());
  }

  @AfterEach
  void close() {
    client.close();
    endpoint.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(endpoint.uri() + path)).build(), BodyHandlers.ofString());
  }

  @Test
  void thePageAndItsPartsAreServedAndMayLoadNothingElse() throws Exception {
    for (String path : List.of("/", "/_local/page.css", "/_local/page.js", "/_local/state")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self'");
    }
    assertThat(get("/").body()).contains("/_local/page.js").doesNotContain("http://", "https://");
  }

  @Test
  void theStateIsJson() throws Exception {
    assertThat(get("/_local/state").body())
        .contains(
            "\"id\":\"Echo\",\"name\":\"app-Echo-1\"", "\"invocations\":3", "\"movable\":true");
  }

  @Test
  void aMailIsShownAsTextAndAnUnknownOneIs404() throws Exception {
    HttpResponse<String> mail = get("/_local/mails/a.eml");
    assertThat(mail.body()).isEqualTo("Subject: <b>");
    assertThat(mail.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(get("/_local/mails/b.eml").statusCode()).isEqualTo(404);
    assertThat(get("/_local/mails/..%2Fa.eml").statusCode()).isEqualTo(404);
  }
}
