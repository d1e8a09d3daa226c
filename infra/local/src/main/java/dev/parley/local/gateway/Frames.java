package dev.parley.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the frames of a server: unmasked, never compressed. */
final class Frames {
  private static final int LAST = 0x80;

  private Frames() {}

  /** One message, in as many frames as the frame size demands. */
  static List<ByteBuffer> text(byte[] utf8, int frameBytes) {
    List<ByteBuffer> frames = new ArrayList<>();
    int at = 0;
    do {
      int length = Math.min(frameBytes, utf8.length - at);
      int last = at + length == utf8.length ? LAST : 0;
      frames.add(frame(last | (at == 0 ? 1 : 0), utf8, at, length));
      at += length;
    } while (at < utf8.length);
    return frames;
  }

  static ByteBuffer pong(byte[] payload) {
    return frame(LAST | 10, payload, 0, payload.length);
  }

  /** A close frame; without a code when {@code code} is 1005, which never travels. */
  static ByteBuffer close(int code, String reason) {
    if (code == 1005) {
      return frame(LAST | 8, new byte[0], 0, 0);
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    // Reasons of the gateway's own are short; one echoed from a client already fitted.
    ByteBuffer body = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
    return frame(LAST | 8, body.array(), 0, body.capacity());
  }

  private static ByteBuffer frame(int first, byte[] payload, int from, int length) {
    ByteBuffer frame = ByteBuffer.allocate(length + 10).put((byte) first);
    if (length < 126) {
      frame.put((byte) length);
    } else if (length < 0x10000) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    return frame.put(payload, from, length).flip();
  }
}
