package dev.parley.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Accepts one WebSocket and then only looks at the bytes that come, frame or no frame. */
final class OpenedConnection implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final CompletableFuture<byte[]> all = new CompletableFuture<>();

  OpenedConnection() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/live");
  }

  int firstByte() throws Exception {
    return first.get(10, TimeUnit.SECONDS);
  }

  byte[] bytesUntilTheEnd() throws Exception {
    return all.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(handshake(socket.getInputStream()));
      for (int next; (next = socket.getInputStream().read()) >= 0; bytes.write(next)) {
        first.complete(next);
      }
    } catch (IOException e) {
      // A reset connection has ended too.
    }
    all.complete(bytes.toByteArray());
  }

  private static byte[] handshake(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) in.read());
    }
    String key = request.toString().replaceAll("(?si).*Sec-WebSocket-Key: *(\\S+).*", "$1");
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(sha1(key + GUID))
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
