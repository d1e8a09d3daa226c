package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** Bytes that a client sends once it is connected, and everything that must come of them. */
final class WireCase {
  private final String name;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<String> messages = new ArrayList<>();
  private final List<byte[]> pongs = new ArrayList<>();
  private OptionalInt close = OptionalInt.empty();
  private boolean byteByByte;

  private WireCase(String name) {
    this.name = name;
  }

  static WireCase of(String name) {
    return new WireCase(name);
  }

  /** A masked frame with a payload of text. */
  WireCase frame(int first, String payload) {
    return frame(first, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame. */
  WireCase frame(int first, byte[] payload) {
    sent.writeBytes(RawSocket.frame(first, payload));
    return this;
  }

  /** A masked close frame. */
  WireCase closeFrame(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return frame(
        0x88, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
  }

  /** Bytes as they stand, in hexadecimal with spaces. */
  WireCase bytes(String hex) {
    sent.writeBytes(hex(hex));
    return this;
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  WireCase byteByByte() {
    byteByByte = true;
    return this;
  }

  WireCase delivers(String message) {
    messages.add(message);
    return this;
  }

  WireCase pongs(byte[] payload) {
    pongs.add(payload);
    return this;
  }

  WireCase pongs(String payload) {
    return pongs(payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Without this the connection must stay open. */
  WireCase closes(int code) {
    close = OptionalInt.of(code);
    return this;
  }

  void play() throws IOException {
    SocketFixture fixture = SocketFixture.open();
    try (fixture;
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      send(raw);
      for (byte[] payload : pongs) {
        assertPong(raw, payload);
      }
      if (close.isPresent()) {
        assertClosed(fixture, raw, close.getAsInt());
      } else {
        byte[] fence = "still here".getBytes(StandardCharsets.UTF_8);
        raw.write(RawSocket.frame(0x89, fence));
        assertPong(raw, fence);
      }
    }
    // Closing the API has waited for every function, so a message too many would be seen.
    assertThat(fixture.functions.given("Other"))
        .extracting(event -> event.path("body").asText())
        .containsExactlyInAnyOrderElementsOf(messages);
  }

  private void send(RawSocket raw) {
    if (byteByByte) {
      for (byte each : sent.toByteArray()) {
        raw.write(new byte[] {each});
      }
    } else {
      raw.write(sent.toByteArray());
    }
  }

  private static void assertPong(RawSocket raw, byte[] payload) throws IOException {
    RawSocket.Frame frame = raw.read();
    assertThat(frame.opcode()).isEqualTo(10);
    assertThat(frame.last()).isTrue();
    assertThat(frame.payload()).isEqualTo(payload);
  }

  private static void assertClosed(SocketFixture fixture, RawSocket raw, int code)
      throws IOException {
    RawSocket.Frame frame = raw.read();
    assertThat(frame.opcode()).isEqualTo(8);
    assertThat(frame.last()).isTrue();
    assertThat(frame.payload()).hasSizeLessThan(126);
    assertThat(frame.closeCode()).isEqualTo(code);
    assertThat(raw.isEnded()).isTrue();
    raw.close();
    assertThat(
            fixture.functions.next("Disconnect").at("/requestContext/disconnectStatusCode").asInt())
        .isEqualTo(code);
  }

  /** The name, for the report of a parameterized test. */
  @Override
  public String toString() {
    return name;
  }
}
