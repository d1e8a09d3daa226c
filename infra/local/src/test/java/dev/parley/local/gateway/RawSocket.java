package dev.parley.local.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that writes what it likes, byte by byte. */
final class RawSocket implements AutoCloseable {
  /** What a server answered to an upgrade. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /** One frame of the server. */
  record Frame(boolean last, int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** 1005 when the close frame names none. */
    int closeCode() {
      return payload.length == 0 ? 1005 : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final int port;

  RawSocket(int port) throws IOException {
    this(port, 0);
  }

  RawSocket(int port, int receiveBuffer) throws IOException {
    this.port = port;
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Upgrades, refusing anything but 101. */
  static RawSocket open(int port, String path) throws IOException {
    RawSocket raw = new RawSocket(port);
    raw.requestUpgrade(path, "");
    Answer answer = raw.readAnswer();
    if (answer.status() != 101) {
      throw new IOException("upgrade refused: " + answer);
    }
    return raw;
  }

  void requestUpgrade(String path, String moreHeaders) {
    write(
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + moreHeaders
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  Answer readAnswer() throws IOException {
    String[] status = line().split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(status[1]), headers, body);
  }

  void text(String text) {
    write(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
  }

  void frame(int first, int length) {
    write(frame(first, "x".repeat(length).getBytes(StandardCharsets.US_ASCII)));
  }

  /** A masked frame. */
  static byte[] frame(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65536) {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xff).putLong(payload.length);
    }
    byte[] mask = {0x11, 0x22, (byte) 0x93, 0x44};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if ((first & 0x70) != 0 || length > 127) {
      throw new IOException("a server sets no reserved bit and never masks");
    }
    boolean shortest = true;
    if (length == 126) {
      length = in.readUnsignedShort();
      shortest = length > 125;
    } else if (length == 127) {
      length = (int) in.readLong();
      shortest = length > 0xffff;
    }
    if (!shortest) {
      throw new IOException("a server writes a length in its shortest form, not " + length);
    }
    return new Frame((first & 0x80) != 0, first & 0x0f, in.readNBytes(length));
  }

  /** Whether the server has ended the connection. */
  boolean isEnded() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  /** Breaks the connection as a lost network would be noticed: with a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
