package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One WebSocket connection: whole text messages in and out, and its end, kind or abrupt. */
final class Wire implements WebSocket.Listener {
  private static final int GONE_WITHOUT_A_WORD = 1006;

  private final Consumer<JsonNode> reader;
  private final Consumer<Integer> ended;
  private final StringBuilder parts = new StringBuilder();
  private volatile boolean deaf;
  private WebSocket socket;
  private CompletableFuture<WebSocket> writing;

  private Wire(Consumer<JsonNode> reader, Consumer<Integer> ended) {
    this.reader = reader;
    this.ended = ended;
  }

  /** Opens; a refused handshake is thrown as {@link Refused} with its status. */
  static Wire open(
      HttpClient http,
      URI url,
      Optional<String> origin,
      Consumer<JsonNode> reader,
      Consumer<Integer> ended) {
    Wire wire = new Wire(reader, ended);
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
    origin.ifPresent(at -> builder.header("Origin", at));
    try {
      wire.begin(builder.buildAsync(url, wire).join());
      return wire;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        int status = refused.getResponse().statusCode();
        throw new Refused(status, "", "", "the socket did not open: " + status);
      }
      throw e;
    }
  }

  private synchronized void begin(WebSocket opened) {
    socket = opened;
    writing = CompletableFuture.completedFuture(opened);
    opened.request(1);
  }

  /** Sends a text message; returns when it was handed to the network. */
  void write(String text) {
    CompletableFuture<WebSocket> written;
    synchronized (this) {
      // One sendText at a time is what the platform's WebSocket takes.
      writing = writing.thenCompose(open -> open.sendText(text, true));
      written = writing;
    }
    written.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** From now on nothing that arrives is heard, as in a tunnel. */
  void stopListening() {
    deaf = true;
  }

  /** Ends the TCP connection without a close frame. */
  synchronized void cut() {
    deaf = true;
    socket.abort();
    ended.accept(GONE_WITHOUT_A_WORD);
  }

  /** Says goodbye as the protocol wants it. */
  synchronized void close() {
    if (!socket.isOutputClosed()) {
      writing.thenCompose(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    // Nothing is asked for before begin() has put everything in place.
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if (deaf) {
      return null;
    }
    parts.append(data);
    if (last) {
      String text = parts.toString();
      parts.setLength(0);
      reader.accept(Json.read(text));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended.accept(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended.accept(GONE_WITHOUT_A_WORD);
  }
}
