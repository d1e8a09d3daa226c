package dev.parley.provider.http;

import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Refusal;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xnio.IoUtils;

/** A port of this machine's loopback, with a thread for each request. */
public final class Listener implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int PARSE_TIMEOUT_MILLIS = 10_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Undertow server;
  private volatile Function<Request, Reply> serving =
      _ -> {
        throw new Refusal(503, "starting", "the provider is not ready yet");
      };

  private Listener(int port) {
    this.server =
        Undertow.builder()
            // A client that asks before it sends its body is answered when it is first read.
            .addHttpListener(port, HOST, new HttpContinueReadHandler(this::receive))
            // What is longer than we read, and yet drained so that the refusal arrives.
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 16L * Limits.BODY_BYTES)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 6 * PARSE_TIMEOUT_MILLIS)
            .setIoThreads(2)
            .setWorkerThreads(2)
            .build();
  }

  /**
   * @param port 0 for a free one
   * @throws IllegalStateException that names the port when it is taken
   */
  public static Listener open(int port) {
    Listener listener = new Listener(port);
    try {
      listener.server.start();
      return listener;
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "the provider cannot listen on %s:%d: %s".formatted(HOST, port, cause.getMessage()), e);
    }
  }

  public URI address() {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    return URI.create("http://" + HOST + ":" + port);
  }

  /** Begins to serve. */
  public void serve(Interfaces interfaces) {
    serving = interfaces::answer;
  }

  private void receive(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::read);
  }

  private void read(HttpServerExchange exchange) throws IOException {
    exchange.startBlocking();
    byte[] body;
    try (InputStream in = exchange.getInputStream()) {
      body = in.readNBytes(Limits.BODY_BYTES + 1);
    } catch (RequestTooBigException e) {
      // What was not read stays in the connection.
      exchange.setPersistent(false);
      body = new byte[Limits.BODY_BYTES + 1];
    } catch (IOException e) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    switch (serving.apply(request(exchange, body))) {
      case Reply.Cut() -> IoUtils.safeClose(exchange.getConnection());
      case Reply.Content content -> send(exchange, content);
    }
  }

  private static Request request(HttpServerExchange exchange, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(
          values.getHeaderName().toString().toLowerCase(Locale.ROOT), String.join(",", values));
    }
    Map<String, String> query = new HashMap<>();
    for (Map.Entry<String, Deque<String>> it : exchange.getQueryParameters().entrySet()) {
      query.put(it.getKey(), it.getValue().getLast());
    }
    List<String> path =
        Stream.of(exchange.getRequestPath().split("/")).filter(it -> !it.isEmpty()).toList();
    return new Request(exchange.getRequestMethod().toString(), path, query, headers, body);
  }

  private static void send(HttpServerExchange exchange, Reply.Content content) {
    exchange.setStatusCode(content.status());
    content
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    exchange.getResponseSender().send(ByteBuffer.wrap(content.body()));
  }

  @Override
  public void close() {
    server.stop();
    threads.shutdownNow();
  }
}
