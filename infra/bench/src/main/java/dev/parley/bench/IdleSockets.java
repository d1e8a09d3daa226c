package dev.parley.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Open sockets that say nothing: what one of them costs the local cloud in memory. */
final class IdleSockets {
  private static final int AT_ONCE = 32;
  private static final int WARM = 500;
  private static final int REFUSALS = 1_000;

  private IdleSockets() {}

  /**
   * What was measured.
   *
   * @param before resident bytes with no socket open, after some were
   * @param after resident bytes with all of them open
   * @param heapBefore of which live heap
   */
  record Figures(int sockets, long before, long after, long heapBefore, long heapAfter) {
    List<Table.Row> rows() {
      double each = (after - before) / sockets / 1024.0;
      double heap = (heapAfter - heapBefore) / 1024.0 / sockets;
      return List.of(
          new Table.Row(
              "%,d idle sockets: resident memory before, after, each".formatted(sockets),
              String.format(Locale.ROOT, "%d MB, %d MB, %.1f KB", before >> 20, after >> 20, each),
              "≤ 20 KB each",
              each <= 20),
          Table.Row.of("of these, live heap", String.format(Locale.ROOT, "%.1f KB each", heap)));
    }
  }

  static Figures measure(ServerProcess server, int sockets) throws Exception {
    // What the first sockets load and compile is not the price of the later ones.
    close(open(server.address(0), Math.min(WARM, sockets)));
    ServerProcess.Memory before = server.memory();
    List<Socket> open = open(server.address(0), sockets);
    try {
      ServerProcess.Memory after = server.memory();
      requireOpen(open);
      return new Figures(sockets, before.resident(), after.resident(), before.heap(), after.heap());
    } finally {
      close(open);
    }
  }

  private static void requireOpen(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.setSoTimeout(1);
      try {
        throw new IOException(
            "a socket was closed or spoken to: " + socket.getInputStream().read());
      } catch (SocketTimeoutException e) {
        // Open, and silent as it should be.
        socket.setSoTimeout(0);
      }
    }
  }

  private static List<Socket> open(URI url, int count) throws Exception {
    List<Socket> open = new ArrayList<>();
    List<Future<Socket>> opening = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < count; i++) {
        opening.add(threads.submit(() -> open(url)));
      }
      for (Future<Socket> it : opening) {
        open.add(it.get());
      }
      return open;
    } catch (ExecutionException e) {
      close(open);
      throw e;
    }
  }

  private static Socket open(URI url) throws IOException {
    String asked =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(url.getPath(), url.getAuthority())
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (int refused = 0; ; refused++) {
      Socket socket = new Socket(url.getHost(), url.getPort());
      socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      String answer = head(socket.getInputStream());
      if (answer.startsWith("HTTP/1.1 101")) {
        return socket;
      }
      socket.close();
      // The gateway takes so many new connections a second; who is refused comes again.
      if (!answer.startsWith("HTTP/1.1 429") || refused == REFUSALS) {
        throw new IOException("no socket: " + answer.lines().findFirst().orElse("closed"));
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = input.read(); next >= 0; next = input.read()) {
      head.append((char) next);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    return head.toString();
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
