package dev.parley.local.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ordinary WebSocket client, the JDK's own, remembering what it received. */
final class Client implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<String> pong = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  static Client open(int port, String path) {
    return open(port, path, HTTP.newWebSocketBuilder());
  }

  static Client open(int port, String path, WebSocket.Builder builder) {
    Client client = new Client();
    URI uri = URI.create("ws://127.0.0.1:" + port + path);
    client.socket = builder.buildAsync(uri, client).orTimeout(20, TimeUnit.SECONDS).join();
    return client;
  }

  static WebSocket.Builder builder() {
    return HTTP.newWebSocketBuilder();
  }

  WebSocket socket() {
    return socket;
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  String next() throws InterruptedException {
    String text = texts.poll(10, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no message came");
    }
    return text;
  }

  /** The code it was closed with. */
  int closed() {
    return closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  CompletableFuture<String> pong() {
    return pong.orTimeout(10, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      texts.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, java.nio.ByteBuffer message) {
    pong.complete(java.nio.charset.StandardCharsets.UTF_8.decode(message).toString());
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
