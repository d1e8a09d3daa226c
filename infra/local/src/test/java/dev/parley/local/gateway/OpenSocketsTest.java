package dev.parley.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an API tells of its open sockets. */
class OpenSocketsTest {
  @Test
  void everySocketIsListedWithWhatWentThroughIt() throws Exception {
    try (SocketApi unserved = SocketApi.listen("127.0.0.1", 0)) {
      assertThat(unserved.openSockets()).isEmpty();
    }
    try (SocketFixture fixture = SocketFixture.open()) {
      Client client = fixture.connect();
      String id = fixture.functions.next("Connect").at("/requestContext/connectionId").asText();
      fixture.clock.advance(Duration.ofSeconds(7));
      client.send("one");
      client.send("two");
      fixture.functions.next("Other");
      fixture.functions.next("Other");
      URI uri = URI.create("http://127.0.0.1:" + fixture.port() + "/live/@connections/" + id);
      SignedHttp.send("POST", uri, "back".getBytes(UTF_8));
      assertThat(client.next()).isEqualTo("back");
      Instant connected = Instant.parse("2026-11-21T09:05:00.250Z");
      assertThat(fixture.api.openSockets())
          .containsExactly(
              new OpenSocket(id, "127.0.0.1", connected, connected.plusSeconds(7), 2, 1));
      client.close();
      fixture.functions.next("Disconnect");
      assertThat(fixture.api.openSockets()).isEmpty();
    }
  }
}
