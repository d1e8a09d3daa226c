package dev.parley.provider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that can be moved, as the local cloud tells it. */
final class MovedClock implements AutoCloseable {
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private volatile Duration ahead = Duration.ZERO;

  MovedClock() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/_local/clock",
        exchange -> {
          asked.incrementAndGet();
          byte[] answer =
              "{\"now\":\"%s\",\"ahead\":\"%s\",\"movable\":true}"
                  .formatted(now(), ahead)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/_local/clock");
  }

  Instant now() {
    return Instant.now().plus(ahead);
  }

  void move(Duration by) {
    ahead = ahead.plus(by);
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
