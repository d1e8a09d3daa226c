package dev.parley.local.gateway;

import dev.parley.local.function.Invoker;
import dev.parley.local.http.Listener;
import io.undertow.server.HttpServerExchange;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One WebSocket API on a port of its own: {@code ws://127.0.0.1:port/{stage}}, with its connections
 * at {@code http://127.0.0.1:port/{stage}/@connections/{id}}.
 *
 * <p>Requests to {@code @connections} must be signed, as on AWS; what the signer's role may do is
 * not looked at.
 */
public final class SocketApi implements AutoCloseable {
  /**
   * What a template says about the API.
   *
   * @param routeSelectionExpression like {@code $request.body.action}
   * @param routes from route key to function
   * @param answering the routes that have a response: what their function returns as {@code body}
   *     is sent back to the client
   * @param throttling of the stage's routes, by their keys
   */
  public record Definition(
      String apiId,
      String stage,
      String routeSelectionExpression,
      Map<String, String> routes,
      Set<String> answering,
      Optional<Authorizer> authorizer,
      Throttling throttling,
      String region,
      String accountId) {
    public Definition {
      Objects.requireNonNull(throttling);
      routes = Map.copyOf(routes);
      answering = Set.copyOf(answering);
      Objects.requireNonNull(authorizer);
      if (stage.isEmpty() || stage.contains("/")) {
        throw new IllegalArgumentException("a stage is one path segment, not \"" + stage + "\"");
      }
    }

    /** Without throttling of its own. */
    public Definition(
        String apiId,
        String stage,
        String routeSelectionExpression,
        Map<String, String> routes,
        Set<String> answering,
        Optional<Authorizer> authorizer,
        String region,
        String accountId) {
      this(
          apiId,
          stage,
          routeSelectionExpression,
          routes,
          answering,
          authorizer,
          Throttling.NONE,
          region,
          accountId);
    }
  }

  /**
   * The REQUEST authorizer of $connect.
   *
   * @param identitySource like {@code route.request.querystring.ticket}; all must be present
   */
  public record Authorizer(String function, List<String> identitySource) {
    public Authorizer {
      identitySource = List.copyOf(identitySource);
    }
  }

  private final Listener listener;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile SocketStage stage;
  private volatile Jitter jitter = Jitter.NONE;

  private SocketApi(Listener listener) {
    this.listener = listener;
  }

  /** Binds at once, 0 being any free port; answers 503 until {@link #serve}. */
  public static SocketApi listen(String host, int port) {
    return new SocketApi(Listener.open(host, port));
  }

  public int port() {
    return listener.port();
  }

  /** For tests: delays the messages of every socket; to be said before {@link #serve}. */
  public void jitter(Jitter delays) {
    jitter = delays;
  }

  /** Begins to serve, once, as the only API of a local account. */
  public void serve(
      Definition definition, Invoker invoker, InstantSource clock, Consumer<String> log) {
    serve(definition, invoker, clock, log, Account.local(clock));
  }

  /**
   * Begins to serve, once.
   *
   * @param log gets what the gateway has to say, by line; may be called by many threads at once
   * @param account whose keys sign, and whose quotas this API shares with others
   * @throws IllegalArgumentException when AWS would refuse the definition
   */
  public void serve(
      Definition definition,
      Invoker invoker,
      InstantSource clock,
      Consumer<String> log,
      Account account) {
    serve(definition, invoker, clock, log, account, SocketLimits.AWS);
  }

  void serve(
      Definition definition,
      Invoker invoker,
      InstantSource clock,
      Consumer<String> log,
      Account account,
      SocketLimits limits) {
    if (definition.routes().size() > limits.routes()) {
      throw new IllegalArgumentException(
          "an API has at most %d routes, not %d"
              .formatted(limits.routes(), definition.routes().size()));
    }
    SocketStage opened =
        new SocketStage(
            definition,
            listener.domainName(),
            invoker,
            clock,
            new GatewayLog(log),
            account,
            limits,
            jitter);
    Handshake handshake = new Handshake(opened);
    ConnectionsApi connections = new ConnectionsApi(opened);
    String name = definition.stage();
    listener.serve(exchange -> route(exchange, name, handshake, connections));
    stage = opened;
    opened.connections().watch();
  }

  /** The sockets that are open now; none before {@link #serve}. */
  public List<OpenSocket> openSockets() {
    SocketStage serving = stage;
    return serving == null
        ? List.of()
        : serving.connections().all().stream().map(Connection::describe).toList();
  }

  /** Closes what has been idle or open for too long by now; also done every second. */
  void closeExpired() {
    stage.connections().closeExpired();
  }

  private static void route(
      HttpServerExchange exchange, String stage, Handshake handshake, ConnectionsApi connections) {
    Request request;
    try {
      request = Request.of(exchange);
    } catch (Request.Unreadable e) {
      Replies.message(exchange, 400, "Bad Request");
      return;
    }
    List<String> segments = request.segments();
    if (segments.equals(List.of(stage))) {
      handshake.receive(exchange, request);
    } else if (segments.size() == 3
        && segments.get(0).equals(stage)
        && segments.get(1).equals("@connections")) {
      connections.receive(exchange, request, segments.get(2));
    } else {
      Replies.message(exchange, 403, "Forbidden");
    }
  }

  /** Closes the sockets with 1012 and waits a little for their $disconnect. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (stage != null) {
        stage.close();
      }
      listener.close();
    }
  }
}
