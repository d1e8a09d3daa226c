package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sockets end, and what $disconnect hears of it. */
class SocketClosingTest {
  private SocketFixture fixture;

  @BeforeEach
  void open() {
    fixture = SocketFixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private RawSocket raw() throws Exception {
    return RawSocket.open(fixture.port(), "/live");
  }

  /** A client may read the 101 a moment before the gateway takes over the socket. */
  private static void awaitEstablished(RawSocket raw) throws Exception {
    raw.write(RawSocket.frame(0x89, new byte[0]));
    assertThat(raw.read().opcode()).isEqualTo(10);
  }

  private void assertClosedWith(RawSocket raw, int code) throws Exception {
    RawSocket.Frame frame = raw.read();
    assertThat(frame.opcode()).isEqualTo(8);
    assertThat(frame.closeCode()).isEqualTo(code);
    assertThat(raw.isEnded()).isTrue();
    raw.close();
    JsonNode context = fixture.functions.next("Disconnect").path("requestContext");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(code);
  }

  @Test
  @Conforms("limit-frame")
  void aFrameOf32KbIsTakenAndOneByteMoreCloses1009() throws Exception {
    try (RawSocket raw = raw()) {
      raw.frame(0x81, 32 * 1024);
      assertThat(fixture.functions.next("Other").path("body").asText()).hasSize(32 * 1024);
      raw.frame(0x81, 32 * 1024 + 1);
      assertClosedWith(raw, 1009);
    }
  }

  @Test
  @Conforms("limit-message")
  void aMessageOf128KbInFramesIsTakenAndOneByteMoreCloses1009() throws Exception {
    try (RawSocket raw = raw()) {
      sendMessage(raw, 0x80);
      assertThat(fixture.functions.next("Other").path("body").asText()).hasSize(128 * 1024);
      sendMessage(raw, 0x00);
      raw.frame(0x80, 1);
      assertClosedWith(raw, 1009);
    }
  }

  private static void sendMessage(RawSocket raw, int last) {
    raw.frame(0x01, 32 * 1024);
    raw.frame(0x00, 32 * 1024);
    raw.frame(0x00, 32 * 1024);
    raw.frame(last, 32 * 1024);
  }

  @Test
  void aHugeLengthIsRefusedBeforeItsPayloadIsSent() throws Exception {
    try (RawSocket raw = raw()) {
      raw.write(
          new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0});
      assertClosedWith(raw, 1009);
    }
  }

  @Test
  void anOrdinaryClientSeesItsTooLargeMessageClosedWith1009() {
    try (Client client = fixture.connect()) {
      client.socket().sendText("x".repeat(140 * 1024), true);
      assertThat(client.closed()).isEqualTo(1009);
    }
  }

  @Test
  @Conforms("close-1003")
  void binaryCloses1003() throws Exception {
    try (RawSocket raw = raw()) {
      raw.frame(0x82, 3);
      assertClosedWith(raw, 1003);
    }
    assertThat(fixture.functions.order()).doesNotContain("Other");
  }

  @Test
  @Conforms({"ws-disconnect-event", "ws-disconnect-headers"})
  void theClientsCodeAndReasonReachDisconnect() throws Exception {
    try (RawSocket raw = raw()) {
      raw.write(RawSocket.frame(0x88, new byte[] {0x0f, (byte) 0xa1, 'b'}));
      assertThat(raw.read().closeCode()).isEqualTo(4001);
      assertThat(raw.isEnded()).isTrue();
    }
    JsonNode event = fixture.functions.next("Disconnect");
    JsonNode context = event.path("requestContext");
    assertThat(context.path("eventType").asText()).isEqualTo("DISCONNECT");
    assertThat(context.path("routeKey").asText()).isEqualTo("$disconnect");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(4001);
    assertThat(context.path("disconnectReason").asText()).isEqualTo("b");
    assertThat(event.has("body")).isFalse();
    assertThat(event.at("/headers/Host").asText()).isEqualTo("127.0.0.1:" + fixture.port());
    assertThat(event.path("headers").has("X-Forwarded-For")).isTrue();
    assertThat(event.path("headers").has("Sec-WebSocket-Key")).isFalse();
  }

  @Test
  @Conforms("close-1005")
  void aCloseWithoutCodeIs1005() throws Exception {
    try (RawSocket raw = raw()) {
      raw.write(RawSocket.frame(0x88, new byte[0]));
      assertThat(raw.read().payload()).isEmpty();
      JsonNode context = fixture.functions.next("Disconnect").path("requestContext");
      assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1005);
    }
  }

  @Test
  @Conforms("close-1006")
  void aLostConnectionIs1006Once() throws Exception {
    RawSocket reset = raw();
    reset.reset();
    assertLost();
    RawSocket ended = raw();
    ended.close();
    assertLost();
    fixture.close();
    assertThat(Collections.frequency(fixture.functions.order(), "Disconnect")).isEqualTo(2);
  }

  private void assertLost() {
    JsonNode context = fixture.functions.next("Disconnect").path("requestContext");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1006);
  }

  @Test
  void aClientThatNeverAnswersTheCloseIsLeftBehind() throws Exception {
    try (RawSocket raw = raw()) {
      fixture.clock.advance(Duration.ofMinutes(10));
      fixture.api.closeExpired();
      assertThat(raw.read().closeCode()).isEqualTo(1001);
      assertThat(raw.isEnded()).isTrue();
    }
  }

  @Test
  void aClientThatLeavesDuringTheHandshakeIsDisconnected() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    fixture.functions.on(
        "Connect",
        event -> {
          try {
            release.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return new Answer.Failed("Interrupted", "");
          }
          return ScriptedInvoker.returned("{\"statusCode\":200}");
        });
    RawSocket raw = new RawSocket(fixture.port());
    raw.requestUpgrade("/live", "");
    fixture.functions.next("Connect");
    raw.reset();
    release.countDown();
    assertLost();
  }

  @Test
  @Conforms("ws-disconnect-after")
  void aFailingDisconnectIsNobodysProblem() throws Exception {
    fixture.functions.on("Disconnect", event -> new Answer.Failed("E", "broke"));
    raw().reset();
    assertLost();
    try (Client client = fixture.connect()) {
      client.send("next");
      fixture.functions.next("Other");
    }
  }

  @Test
  @Conforms("ws-disconnect-after")
  void disconnectComesAfterTheSocketIsGone() throws Exception {
    try (RawSocket raw = raw()) {
      String id = fixture.functions.next("Connect").at("/requestContext/connectionId").asText();
      raw.write(RawSocket.frame(0x88, new byte[0]));
      assertThat(fixture.functions.next("Disconnect").at("/requestContext/connectionId").asText())
          .isEqualTo(id);
      assertThat(raw.read().opcode()).isEqualTo(8);
      assertThat(raw.isEnded()).isTrue();
    }
  }

  @Test
  @Conforms("limit-idle")
  void tenIdleMinutesClose1001AndAMessageStartsThemAgain() throws Exception {
    try (RawSocket raw = raw()) {
      fixture.clock.advance(Duration.ofMinutes(9));
      raw.text("still here");
      fixture.functions.next("Other");
      fixture.clock.advance(Duration.ofMinutes(9));
      fixture.api.closeExpired();
      raw.write(RawSocket.frame(0x89, new byte[0]));
      assertThat(raw.read().opcode()).isEqualTo(10);
      fixture.clock.advance(Duration.ofMinutes(1));
      fixture.api.closeExpired();
      assertThat(raw.read().closeCode()).isEqualTo(1001);
      raw.write(RawSocket.frame(0x88, new byte[] {0x03, (byte) 0xe9}));
      JsonNode context = fixture.functions.next("Disconnect").path("requestContext");
      assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1001);
      assertThat(context.path("disconnectReason").asText()).isEqualTo("Going away");
    }
  }

  @Test
  @Conforms("limit-lifetime")
  void twoHoursClose1001HoweverBusy() throws Exception {
    try (Client client = fixture.connect()) {
      for (int minutes = 0; minutes < 120; minutes += 8) {
        client.send("busy");
        fixture.functions.next("Other");
        fixture.api.closeExpired();
        fixture.clock.advance(Duration.ofMinutes(8));
      }
      assertThat(client.closed()).isEqualTo(1001);
    }
  }

  @Test
  void timeoutsAreNoticedWithoutBeingAskedFor() {
    try (Client client = fixture.connect()) {
      fixture.clock.advance(Duration.ofMinutes(10));
      assertThat(client.closed()).isEqualTo(1001);
    }
  }

  @Test
  void closingTheApiWaitsForClientsThatDoNotAnswer() throws Exception {
    try (RawSocket raw = raw()) {
      awaitEstablished(raw);
      fixture.close();
      assertThat(raw.read().closeCode()).isEqualTo(1012);
      assertThat(fixture.functions.order()).containsOnlyOnce("Disconnect");
    }
  }

  @Test
  @Conforms("close-1012")
  void closingTheApiClosesItsSocketsWith1012() {
    try (Client client = fixture.connect()) {
      client.send("established");
      fixture.functions.next("Other");
      fixture.close();
      assertThat(client.closed()).isEqualTo(1012);
      assertThat(fixture.functions.order()).containsOnlyOnce("Disconnect");
    }
  }
}
