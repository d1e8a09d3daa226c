package dev.parley.local.endpoint;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * One port for all services that are not engines of their own: a call goes to the service that its
 * signature names. What is not signed goes to what is registered for the beginning of its path, and
 * else to the service of unsigned calls, as browsers make them to S3.
 */
public final class Endpoint implements AutoCloseable {
  /** The longest body that is read; a larger one is answered with 413. */
  public static final int LONGEST_BODY = 64 * 1024 * 1024;

  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final Map<String, Service> pages = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Consumer<String> log;
  private final Undertow server;
  private final String host;
  private volatile Optional<Service> unsigned = Optional.empty();

  private Endpoint(String host, int port, Consumer<String> log) {
    this.host = host;
    this.log = log;
    this.server =
        Undertow.builder()
            .addHttpListener(port, host, new HttpContinueReadHandler(this::receive))
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setDirectBuffers(false)
            .setIoThreads(1)
            .setWorkerThreads(1)
            .build();
  }

  /**
   * Binds, 0 being any free port.
   *
   * @param log hears of what services threw, by line
   * @throws IllegalStateException that names the port when it is taken
   */
  public static Endpoint listen(String host, int port, Consumer<String> log) {
    Endpoint endpoint = new Endpoint(host, port, log);
    try {
      endpoint.server.start();
      return endpoint;
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "the services cannot listen on %s:%d: %s".formatted(host, port, cause.getMessage()), e);
    }
  }

  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  public URI uri() {
    return URI.create("http://" + host + ":" + port());
  }

  /**
   * Calls signed for this name, like {@code sns}, go to the service from now on.
   *
   * @param signingName as in the credential scope of signatures
   */
  public void service(String signingName, Service service) {
    services.put(signingName, service);
  }

  /** Unsigned calls that nobody else takes go to this service. */
  public void unsigned(Service service) {
    unsigned = Optional.of(service);
  }

  /**
   * Unsigned calls of this path go to the page; with a slash at its end, all paths that begin with
   * it, unless it is {@code /} itself. A page is shown only to who names this machine as its host:
   * a foreign name that was made to lead here could otherwise read it from a browser.
   */
  public void page(String path, Service page) {
    pages.put(
        path,
        call ->
            call.host().matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?")
                ? page.answer(call)
                : Reply.text(421, "this page is shown at 127.0.0.1 and localhost only"));
  }

  private void receive(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::read);
  }

  private void read(HttpServerExchange exchange) throws IOException {
    exchange.startBlocking();
    byte[] body;
    try (InputStream in = exchange.getInputStream()) {
      body = in.readNBytes(LONGEST_BODY + 1);
    }
    if (body.length > LONGEST_BODY) {
      exchange.setPersistent(false);
      send(exchange, Reply.text(413, "this body is longer than " + LONGEST_BODY + " bytes"));
      return;
    }
    try {
      send(exchange, answer(Call.of(exchange, body)));
    } catch (IllegalArgumentException e) {
      send(exchange, Reply.text(400, "this request cannot be read: " + e.getMessage()));
    }
  }

  private Reply answer(Call call) {
    Optional<String> signedFor = call.signedFor();
    Optional<Service> service =
        signedFor.isPresent()
            ? signedFor.map(services::get)
            : page(call.rawPath()).or(() -> unsigned);
    if (service.isEmpty()) {
      return Reply.text(
          404, signedFor.map(it -> "the service " + it).orElse("this path") + " is unknown here");
    }
    try {
      return service.get().answer(call);
    } catch (Exception e) {
      log.accept(call.method() + " " + call.rawPath() + " failed: " + e);
      return Reply.text(500, "the local cloud failed: " + e);
    }
  }

  private Optional<Service> page(String path) {
    Service exact = pages.get(path);
    if (exact != null) {
      return Optional.of(exact);
    }
    return pages.entrySet().stream()
        .filter(it -> it.getKey().length() > 1 && it.getKey().endsWith("/"))
        .filter(it -> path.startsWith(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void send(HttpServerExchange exchange, Reply reply) {
    exchange.setStatusCode(reply.status());
    reply
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    if (reply.body().length == 0) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(ByteBuffer.wrap(reply.body()));
    }
  }

  @Override
  public void close() {
    server.stop();
    threads.shutdownNow();
  }
}
