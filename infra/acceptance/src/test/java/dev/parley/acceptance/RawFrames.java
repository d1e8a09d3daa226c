package dev.parley.acceptance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A socket that sends frames which no library would. */
final class RawFrames implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int WITH_A_RESERVED_BIT = 0xc1;
  static final int CONTINUATION = 0x80;

  private static final int CLOSE = 8;

  private final Socket socket;
  private final DataInputStream in;

  RawFrames(URI url) throws IOException {
    socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout((int) ChatSocket.PATIENCE.toMillis());
    in = new DataInputStream(socket.getInputStream());
    String request =
        "GET %s?%s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            .formatted(url.getRawPath(), url.getRawQuery(), url.getAuthority());
    String rest =
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    socket.getOutputStream().write((request + rest).getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("the socket did not open: " + answer);
    }
  }

  /** One frame with this first byte, masked with zeros or not at all. */
  void send(int first, boolean masked, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.put((byte) (mask | payload.length));
    } else if (payload.length < 0x10000) {
      frame.put((byte) (mask | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (mask | 127)).putLong(payload.length);
    }
    if (masked) {
      frame.putInt(0);
    }
    frame.put(payload);
    OutputStream out = socket.getOutputStream();
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }

  /** The code with which the server ends the connection. */
  int awaitClose() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      if (opcode == CLOSE) {
        return ByteBuffer.wrap(payload).getShort();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
