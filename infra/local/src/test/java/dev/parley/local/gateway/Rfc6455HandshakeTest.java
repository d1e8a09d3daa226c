package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455, section 4: what a client must ask for, and how it is answered. */
class Rfc6455HandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static SocketFixture fixture;

  @BeforeAll
  static void open() {
    fixture = SocketFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** A request for an upgrade that a case spoils in one place. */
  private record Asking(String name, String start, List<String> headers, int status) {
    static Asking of(String name, int status) {
      return new Asking(
          name,
          "GET /live HTTP/1.1",
          List.of(
              "Host: parley.test",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Key: " + KEY,
              "Sec-WebSocket-Version: 13"),
          status);
    }

    Asking start(String line) {
      return new Asking(name, line, headers, status);
    }

    Asking without(String header) {
      List<String> left = new ArrayList<>(headers);
      left.removeIf(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1));
      return new Asking(name, start, left, status);
    }

    Asking plus(String line) {
      List<String> more = new ArrayList<>(headers);
      more.add(line);
      return new Asking(name, start, more, status);
    }

    Asking with(String header, String value) {
      return without(header).plus(header + ": " + value);
    }

    byte[] bytes() {
      return (start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return name + ", " + status;
    }
  }

  private static Asking good(String name) {
    return Asking.of("4.2.1 " + name, 101);
  }

  private static Asking none(String name) {
    return Asking.of("4.2.1 " + name, 426);
  }

  private static Asking bad(String name) {
    return Asking.of("4.2.1 " + name, 400);
  }

  static Stream<Asking> whatIsAnUpgrade() {
    return Stream.of(
        good("the least a client may send"),
        good("names of headers in capitals")
            .with("SEC-WEBSOCKET-KEY", KEY)
            .with("UPGRADE", "websocket"),
        good("names of headers in small letters")
            .with("sec-websocket-version", "13")
            .with("host", "x"),
        good("Upgrade: WebSocket").with("Upgrade", "WebSocket"),
        good("Upgrade: WEBSOCKET").with("Upgrade", "WEBSOCKET"),
        good("Upgrade names another protocol too").with("Upgrade", "h2c, websocket"),
        good("Connection: upgrade").with("Connection", "upgrade"),
        good("Connection: keep-alive, Upgrade").with("Connection", "keep-alive, Upgrade"),
        good("Connection: Upgrade,keep-alive").with("Connection", "Upgrade,keep-alive"),
        good("Connection in two lines")
            .with("Connection", "keep-alive")
            .plus("Connection: Upgrade"),
        good("white space around values").with("Upgrade", " \t websocket \t "),
        good("an Origin").plus("Origin: https://parley.test"),
        good("unknown headers").plus("X-Unknown: 1"),
        good("an extension")
            .plus("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"),
        good("a subprotocol").plus("Sec-WebSocket-Protocol: chat"),
        good("a query").start("GET /live?a=1&b=%20 HTTP/1.1"),
        good("an absolute URI").start("GET http://parley.test/live HTTP/1.1"),
        good("a body of length 0").plus("Content-Length: 0"));
  }

  static Stream<Asking> whatIsNoUpgrade() {
    return Stream.of(
        none("no Upgrade").without("Upgrade"),
        none("an empty Upgrade").with("Upgrade", ""),
        none("Upgrade: h2c").with("Upgrade", "h2c"),
        none("Upgrade: websocket2").with("Upgrade", "websocket2"),
        none("Upgrade: web socket").with("Upgrade", "web socket"),
        none("no Connection").without("Connection"),
        none("Connection: keep-alive").with("Connection", "keep-alive"),
        none("Connection: upgrades").with("Connection", "upgrades"),
        none("Connection: close").with("Connection", "close"),
        none("POST").start("POST /live HTTP/1.1").plus("Content-Length: 0"),
        none("PUT").start("PUT /live HTTP/1.1").plus("Content-Length: 0"),
        none("OPTIONS").start("OPTIONS /live HTTP/1.1"),
        none("the method in small letters").start("get /live HTTP/1.1"),
        none("HTTP/1.0").start("GET /live HTTP/1.0"),
        none("no version").without("Sec-WebSocket-Version"),
        none("an empty version").with("Sec-WebSocket-Version", ""),
        none("version 0").with("Sec-WebSocket-Version", "0"),
        none("version 8").with("Sec-WebSocket-Version", "8"),
        none("version 12").with("Sec-WebSocket-Version", "12"),
        none("version 14").with("Sec-WebSocket-Version", "14"),
        none("version 013").with("Sec-WebSocket-Version", "013"),
        none("version 13.0").with("Sec-WebSocket-Version", "13.0"),
        none("two versions").with("Sec-WebSocket-Version", "13, 8"),
        none("two lines of versions").plus("Sec-WebSocket-Version: 13"));
  }

  static Stream<Asking> whatIsABadUpgrade() {
    return Stream.of(
        bad("no key").without("Sec-WebSocket-Key"),
        bad("an empty key").with("Sec-WebSocket-Key", ""),
        bad("a key of 15 bytes").with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAA"),
        bad("a key of 17 bytes").with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAAA="),
        bad("a key without its padding").with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ"),
        bad("a key in base64url").with("Sec-WebSocket-Key", "__________________-_Pw=="),
        bad("a key that is no base64").with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZ*=="),
        bad("a key with a space").with("Sec-WebSocket-Key", "dGhlIHNhbXBs ZSBub25jZQ=="),
        bad("two keys").plus("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
        bad("no Host").without("Host"),
        bad("a body").plus("Content-Length: 5"),
        bad("a chunked body").plus("Transfer-Encoding: chunked"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"whatIsAnUpgrade", "whatIsNoUpgrade", "whatIsABadUpgrade"})
  @Conforms("rfc-4-handshake")
  void anUpgradeIsAskedForAsTheRfcSays(Asking asking) throws Exception {
    int before = fixture.functions.order().size();
    try (RawSocket raw = new RawSocket(fixture.port())) {
      raw.write(asking.bytes());
      RawSocket.Answer answer = raw.readAnswer();
      assertThat(answer.status()).isEqualTo(asking.status());
      if (asking.status() == 101) {
        assertOpen(raw, answer);
      } else {
        assertThat(fixture.functions.order().subList(before, fixture.functions.order().size()))
            .doesNotContain("Connect");
      }
      if (asking.status() == 426) {
        assertThat(answer.headers())
            .containsEntry("upgrade", "websocket")
            .containsEntry("sec-websocket-version", "13");
      }
    }
  }

  private static void assertOpen(RawSocket raw, RawSocket.Answer answer) throws IOException {
    assertThat(answer.headers())
        .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        .hasEntrySatisfying("upgrade", it -> assertThat(it).isEqualToIgnoringCase("websocket"))
        .hasEntrySatisfying("connection", it -> assertThat(it).isEqualToIgnoringCase("upgrade"))
        .doesNotContainKeys("sec-websocket-extensions", "sec-websocket-protocol");
    raw.write(RawSocket.frame(0x89, "open".getBytes(StandardCharsets.UTF_8)));
    assertThat(raw.read().text()).isEqualTo("open");
  }

  @ParameterizedTest(name = "4.2.2 the key {0} is accepted with {1}")
  @CsvSource({
    "dGhlIHNhbXBsZSBub25jZQ==, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "x3JJHMbDL1EzLkh9GBhXDw==, HSmrc0sMlYUkAGmm5OPpG2HaGWk=",
    "AAAAAAAAAAAAAAAAAAAAAA==, ICX+Yqv66kxgM0FcWaLWlFLwTAI=",
    "/////////////////////w==, XXpj4jYzLM2yUE0C7TIgMwTQh2g="
  })
  @Conforms("rfc-4-handshake")
  void theAcceptIsMadeFromTheKey(String key, String accept) throws Exception {
    try (RawSocket raw = new RawSocket(fixture.port())) {
      raw.write(good("a key").with("Sec-WebSocket-Key", key).bytes());
      assertThat(raw.readAnswer().headers()).containsEntry("sec-websocket-accept", accept);
    }
  }

  @Test
  void aRequestMayArriveOneByteAtATime() throws Exception {
    try (RawSocket raw = new RawSocket(fixture.port())) {
      for (byte each : good("slow").bytes()) {
        raw.write(new byte[] {each});
      }
      assertThat(raw.readAnswer().status()).isEqualTo(101);
    }
  }

  @Test
  void framesInTheSegmentOfTheRequestAreRead() throws Exception {
    try (RawSocket raw = new RawSocket(fixture.port())) {
      String asking = new String(good("eager").bytes(), StandardCharsets.ISO_8859_1);
      byte[] ping = RawSocket.frame(0x89, "eager".getBytes(StandardCharsets.UTF_8));
      raw.write(
          (asking + new String(ping, StandardCharsets.ISO_8859_1))
              .getBytes(StandardCharsets.ISO_8859_1));
      assertThat(raw.readAnswer().status()).isEqualTo(101);
      assertThat(raw.read().text()).isEqualTo("eager");
    }
  }

  @Test
  void whoWasToldToUpgradeMayDoSoOnTheSameConnection() throws Exception {
    try (RawSocket raw = new RawSocket(fixture.port())) {
      raw.write(none("an old version").with("Sec-WebSocket-Version", "8").bytes());
      assertThat(raw.readAnswer().status()).isEqualTo(426);
      raw.write(good("the right version").bytes());
      assertThat(raw.readAnswer().status()).isEqualTo(101);
    }
  }
}
