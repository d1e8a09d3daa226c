package dev.parley.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ListenerTest {
  @Test
  void aTakenPortIsNamed() {
    try (Listener first = Listener.open("127.0.0.1", 0)) {
      assertThatThrownBy(() -> Listener.open("127.0.0.1", first.port()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "cannot listen on 127.0.0.1:" + first.port() + ": Address already in use");
    }
  }

  @Test
  void untilItServesItIsUnavailable() throws Exception {
    try (Listener listener = Listener.open("127.0.0.1", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://" + listener.domainName());
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }
  }
}
