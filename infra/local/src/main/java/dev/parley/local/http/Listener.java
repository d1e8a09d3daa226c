package dev.parley.local.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;

/** A port that answers 503 until it is told what to serve. */
public final class Listener implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  /**
   * Kept for the next request. Undertow's own pool keeps buffers by thread only, and every request
   * here has a new, virtual one: each would cost a buffer.
   */
  private static final int BUFFERS = 128;

  private final AtomicReference<HttpHandler> serving = new AtomicReference<>();
  private final Undertow server;
  private final String host;

  private Listener(String host, int port) {
    this.host = host;
    this.server =
        Undertow.builder()
            // A client that asks before it sends its body is answered when the body is first read.
            .addHttpListener(port, host, new HttpContinueReadHandler(this::handle))
            // Paths are decoded segment by segment, after they were split at their slashes.
            .setServerOption(UndertowOptions.DECODE_URL, false)
            // Undertow's own limit is 2 MB; each API has limits of its own.
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setByteBufferPool(new DefaultByteBufferPool(false, BUFFER_BYTES, BUFFERS, 0))
            .setIoThreads(2)
            .setWorkerThreads(2)
            .build();
  }

  /** Throws {@link IllegalStateException} that names the port when it is taken. */
  public static Listener open(String host, int port) {
    Listener listener = new Listener(host, port);
    try {
      listener.server.start();
      return listener;
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "nothing can be served here: cannot listen on %s:%d: %s"
              .formatted(host, port, cause.getMessage()),
          e);
    }
  }

  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Host and port, as a client would write them. */
  public String domainName() {
    return host + ":" + port();
  }

  /** Begins to serve, once. */
  public void serve(HttpHandler handler) {
    if (!serving.compareAndSet(null, handler)) {
      throw new IllegalStateException("this port already serves something");
    }
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    HttpHandler handler = serving.get();
    if (handler == null) {
      exchange.setStatusCode(503);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send("{\"message\":\"Service Unavailable\"}");
    } else {
      handler.handleRequest(exchange);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
