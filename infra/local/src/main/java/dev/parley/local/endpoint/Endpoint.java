package dev.parley.local.endpoint;

import dev.parley.local.http.Listener;
import dev.parley.local.signature.CallerCheck;
import dev.parley.local.signature.Keys;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One port for all services that are not engines of their own: a call goes to the service that its
 * signature names. What is not signed goes to what is registered for the beginning of its path, and
 * else to the service of unsigned calls, as browsers make them to S3.
 */
public final class Endpoint implements AutoCloseable {
  /** The longest body that is read; a larger one is answered with 413. */
  public static final int LONGEST_BODY = 64 * 1024 * 1024;

  /** Longer ones are read a few at a time: all of them together would fill the memory. */
  static final int SHORT_BODY = 8 * 1024 * 1024;

  static final int LONG_AT_ONCE = 2;
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Semaphore places = new Semaphore(LONG_AT_ONCE, true);
  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final Map<String, Service> pages = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Consumer<String> log;
  private final Listener listener;
  private volatile Optional<Service> unsigned = Optional.empty();

  private Endpoint(Listener listener, InstantSource clock, Consumer<String> log) {
    this.listener = listener;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Binds, 0 being any free port.
   *
   * @param clock by which signatures are dated, if not by real time
   * @param log hears of what services threw, by line
   * @throws IllegalStateException that names the port when it is taken
   */
  public static Endpoint listen(String host, int port, InstantSource clock, Consumer<String> log) {
    Endpoint endpoint = new Endpoint(Listener.open(host, port), clock, log);
    endpoint.listener.serve(endpoint::receive);
    return endpoint;
  }

  public int port() {
    return listener.port();
  }

  public URI uri() {
    return URI.create("http://" + listener.domainName());
  }

  /**
   * Calls signed for this name, like {@code sns}, go to the service from now on if the signature is
   * good, and are else refused in the service's words. The local key is nobody's secret, so pages
   * from elsewhere get only to the service of unsigned calls, whatever they sign.
   *
   * @param signingName as in the credential scope of signatures
   */
  public void service(String signingName, Service service) {
    CallerCheck callers = new CallerCheck(signingName, Keys.LOCAL, clock);
    unchecked(
        signingName,
        call -> {
          Optional<CallerCheck.Refusal> refusal = callers.refusal(call.signedRequest());
          return refusal.isPresent() ? service.refused(refusal.get()) : service.answer(call);
        });
  }

  /** Calls signed for this name go to a service that verifies signatures by itself. */
  public void unchecked(String signingName, Service service) {
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
            Call.isThisMachine(call.host())
                ? page.answer(call)
                : Reply.text(421, "this page is shown at 127.0.0.1 and localhost only"));
  }

  private void receive(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::read);
  }

  private void read(HttpServerExchange exchange) throws IOException {
    exchange.startBlocking();
    try (InputStream in = exchange.getInputStream()) {
      byte[] body = in.readNBytes(SHORT_BODY + 1);
      if (body.length <= SHORT_BODY) {
        answer(exchange, body);
        return;
      }
      // Only files and mails are as long, and they make no further calls for which they would wait.
      places.acquireUninterruptibly();
      try {
        readOn(exchange, body, in);
      } finally {
        places.release();
      }
    }
  }

  private void readOn(HttpServerExchange exchange, byte[] beginning, InputStream in)
      throws IOException {
    byte[] rest = in.readNBytes(LONGEST_BODY + 1 - beginning.length);
    if (beginning.length + rest.length > LONGEST_BODY) {
      exchange.setPersistent(false);
      send(exchange, Reply.text(413, "this body is longer than " + LONGEST_BODY + " bytes"));
      return;
    }
    byte[] body = Arrays.copyOf(beginning, beginning.length + rest.length);
    System.arraycopy(rest, 0, body, beginning.length, rest.length);
    answer(exchange, body);
  }

  private void answer(HttpServerExchange exchange, byte[] body) {
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
          404,
          signedFor.map(it -> "the service " + it).orElse("this path")
              + " is not served at this port: "
              + uri()
              + "/ lists who is where");
    }
    if (signedFor.isPresent() && !service.equals(unsigned) && call.isOfForeignPage()) {
      return Reply.text(403, "this service is not for pages from elsewhere");
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

  /** Takes no more calls; those in progress may end, for a moment. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    listener.close();
  }
}
