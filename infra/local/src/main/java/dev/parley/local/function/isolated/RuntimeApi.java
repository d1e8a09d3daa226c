package dev.parley.local.function.isolated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.function.Answer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's Runtime API: where processes get their events and leave their answers. Each has a path
 * of its own, which nobody else knows.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Undertow server;

  private RuntimeApi() {
    // Without delay for the acknowledgement of small packets, which would cost 40 ms an event:
    // that is how Undertow opens its sockets.
    server =
        Undertow.builder()
            .addHttpListener(0, HOST, it -> it.dispatch(threads, this::serve))
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setDirectBuffers(false)
            .setIoThreads(2)
            .setWorkerThreads(2)
            .build();
  }

  static RuntimeApi start() {
    RuntimeApi api = new RuntimeApi();
    api.server.start();
    return api;
  }

  /** Serves a process; gives the address at which it finds its Runtime API. */
  String serve(Sandbox sandbox) {
    String path = UUID.randomUUID().toString();
    sandboxes.put(path, sandbox);
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return HOST + ":" + address.getPort() + "/" + path;
  }

  /** The process has ended. */
  void forget(Sandbox sandbox) {
    sandboxes.values().remove(sandbox);
  }

  private void serve(HttpServerExchange exchange) {
    exchange.startBlocking();
    try {
      answer(exchange);
    } catch (IOException e) {
      // The process ended in the middle of what it was telling; that it ended is noticed there.
      exchange.endExchange();
    }
  }

  private void answer(HttpServerExchange exchange) throws IOException {
    List<String> path = Arrays.asList(exchange.getRequestPath().split("/"));
    Sandbox sandbox = path.size() < 2 ? null : sandboxes.get(path.get(1));
    if (sandbox == null || path.size() < 6) {
      refuse(exchange, StatusCodes.NOT_FOUND, "there is no such process");
      return;
    }
    String asked = String.join("/", path.subList(2, path.size()));
    switch (exchange.getRequestMethod() + " " + asked) {
      case "GET 2018-06-01/runtime/invocation/next" -> next(exchange, sandbox);
      case "POST 2018-06-01/runtime/init/error" -> {
        sandbox.failedToStart(failure(exchange));
        accepted(exchange, true);
      }
      default -> invocation(exchange, sandbox, path);
    }
  }

  private static void invocation(HttpServerExchange exchange, Sandbox sandbox, List<String> path)
      throws IOException {
    String requestId = path.get(path.size() - 2);
    switch (exchange.getRequestMethod() + " " + path.getLast()) {
      case "POST response" -> {
        byte[] json = exchange.getInputStream().readAllBytes();
        accepted(exchange, sandbox.answered(requestId, new Answer.Returned(json)));
      }
      case "POST error" -> accepted(exchange, sandbox.answered(requestId, failure(exchange)));
      default -> refuse(exchange, StatusCodes.NOT_FOUND, "the Runtime API has no such operation");
    }
  }

  private static void next(HttpServerExchange exchange, Sandbox sandbox) {
    Optional<Invocation> next;
    try {
      next = sandbox.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      next = Optional.empty();
    }
    if (next.isEmpty()) {
      // Nobody is there any more to be answered.
      exchange.endExchange();
      return;
    }
    Invocation invocation = next.orElseThrow();
    long deadline = System.currentTimeMillis() + invocation.timeout().toMillis();
    header(exchange, "Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    header(exchange, "Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    header(exchange, "Lambda-Runtime-Invoked-Function-Arn", sandbox.arn());
    header(exchange, "Lambda-Runtime-Trace-Id", invocation.chain().header());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(ByteBuffer.wrap(invocation.event()));
  }

  private static void header(HttpServerExchange exchange, String name, String value) {
    exchange.getResponseHeaders().put(HttpString.tryFromString(name), value);
  }

  private static Answer.Failed failure(HttpServerExchange exchange) throws IOException {
    byte[] body = exchange.getInputStream().readAllBytes();
    JsonNode error = body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
    return new Answer.Failed(
        error.path("errorType").asText("Runtime.Unknown"), error.path("errorMessage").asText(""));
  }

  private static void accepted(HttpServerExchange exchange, boolean known) {
    if (known) {
      exchange.setStatusCode(StatusCodes.ACCEPTED);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      exchange.getResponseSender().send("{\"status\":\"OK\"}");
    } else {
      refuse(exchange, StatusCodes.BAD_REQUEST, "the process is not at this invocation");
    }
  }

  private static void refuse(HttpServerExchange exchange, int status, String why) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send("{\"errorMessage\":\"" + why + "\"}");
  }

  @Override
  public void close() {
    server.stop();
    threads.shutdownNow();
  }
}
