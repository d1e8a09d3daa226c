package dev.parley.lambda.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider's side of the wire that answers what a test has written down, in that order. */
final class Script implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Script() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What happens to one request. */
  private interface Line {
    void play(HttpExchange exchange) throws IOException;
  }

  /** A request as it came; the query is decoded. */
  record Seen(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    String parameter(String name) {
      return query.get("params[" + name + "]");
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  Script answers(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    lines.add(
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        });
    return this;
  }

  Script cuts() {
    lines.add(_ -> {});
    return this;
  }

  /** Promises more than it sends. */
  Script breaksOff(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    lines.add(
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length + 100L);
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
        });
    return this;
  }

  Script hangs() {
    lines.add(_ -> untilOver());
    return this;
  }

  /** Begins to answer and does not end. */
  Script hangsWithin(String body) {
    lines.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          untilOver();
        });
    return this;
  }

  Script hasNoEnd() {
    lines.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[65_536];
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(much);
          }
        });
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      URI uri = exchange.getRequestURI();
      seen.add(new Seen(exchange.getRequestMethod(), uri.getPath(), query(uri), headers, body));
      Line line = lines.poll();
      if (line != null) {
        line.play(exchange);
      }
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void untilOver() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
