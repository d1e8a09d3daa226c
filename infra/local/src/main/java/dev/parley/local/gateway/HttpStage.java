package dev.parley.local.gateway;

import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import dev.parley.local.json.Json;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One deployed HTTP API: takes a request through CORS, route, authorizer and function. */
final class HttpStage implements AutoCloseable {
  static final int BODY_BYTES = 10 * 1024 * 1024;
  static final int EVENT_BYTES = 6 * 1024 * 1024;

  /** Lambda's own number, a little more than for events. */
  static final int ANSWER_BYTES = 6_291_556;

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String stage;
  private final GatewayLog log;
  private final BoundedInvoker invoker;
  private final RouteThrottle throttle;
  private final HttpEvents events;
  private final HttpRoutes routes;
  private final Optional<CorsPolicy> cors;
  private final Map<String, JwtAuthorizer> authorizers = new HashMap<>();
  private final Map<String, LambdaAuthorizer> lambdas = new HashMap<>();

  HttpStage(
      HttpApi.Definition definition,
      String domainName,
      Invoker invoker,
      InstantSource clock,
      GatewayLog log,
      RouteThrottle throttle) {
    this.log = log;
    this.throttle = throttle;
    this.stage = definition.stage();
    this.invoker = new BoundedInvoker(invoker);
    this.events = new HttpEvents(definition, domainName, clock);
    this.routes = new HttpRoutes(definition.routes());
    this.cors = definition.cors().map(CorsPolicy::new);
    definition
        .authorizers()
        .forEach((name, jwt) -> authorizers.put(name, new JwtAuthorizer(jwt, clock, log)));
    definition
        .lambdaAuthorizers()
        .forEach(
            (name, lambda) ->
                lambdas.put(name, new LambdaAuthorizer(lambda, this.invoker, events, clock)));
    for (HttpApi.Route route : definition.routes()) {
      Optional<String> name = route.authorizer();
      if (name.filter(it -> !authorizers.containsKey(it) && !lambdas.containsKey(it)).isPresent()) {
        throw new IllegalArgumentException(
            route.path() + " uses an unknown authorizer: " + name.get());
      }
    }
  }

  void receive(HttpServerExchange exchange) {
    Request request;
    try {
      request = Request.of(exchange);
    } catch (Request.Unreadable e) {
      Replies.message(exchange, 400, "Bad Request");
      return;
    }
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(BODY_BYTES);
    receiver.receiveFullBytes(
        (ex, body) -> ex.dispatch(threads, () -> answer(ex, request, body)),
        (ex, error) -> {
          if (error instanceof Receiver.RequestToLargeException) {
            send(ex, request, tooLarge());
          } else {
            Replies.message(ex, 400, "Bad Request");
          }
        });
  }

  private void answer(HttpServerExchange exchange, Request request, byte[] body) {
    if (cors.isPresent() && cors.get().isPreflight(request)) {
      write(exchange, cors.get().preflight(request));
      return;
    }
    HttpAnswer answer;
    try {
      answer = decide(exchange, request, body);
    } catch (RuntimeException e) {
      log.broke("a request", e);
      answer = failure();
    }
    send(exchange, request, answer);
  }

  private HttpAnswer decide(HttpServerExchange exchange, Request request, byte[] body) {
    Optional<HttpRoutes.Match> match =
        staged(request.segments()).flatMap(path -> routes.find(request.method(), path));
    if (match.isEmpty()) {
      return HttpAnswer.message(404, "Not Found");
    }
    if (!throttle.admits(match.get().routeKey())) {
      return HttpAnswer.message(429, "Too Many Requests");
    }
    HttpApi.Route route = match.get().route();
    if (route.authorizer().isEmpty()) {
      return invoke(route, request, match.get(), Optional.empty(), body);
    }
    LambdaAuthorizer lambda = lambdas.get(route.authorizer().get());
    if (lambda != null) {
      return switch (lambda.decide(request, match.get())) {
        case LambdaAuthorizer.Decision.Admitted admitted ->
            invoke(route, request, match.get(), Optional.of(admitted), body);
        case LambdaAuthorizer.Decision.Refused(int status, String message, String why) -> {
          log.refusedRequest(status, why);
          yield HttpAnswer.message(status, message);
        }
      };
    }
    JwtAuthorizer authorizer = authorizers.get(route.authorizer().get());
    return switch (authorizer.decide(request, route.scopes())) {
      case JwtAuthorizer.Decision.Admitted admitted ->
          invoke(route, request, match.get(), Optional.of(admitted), body);
      case JwtAuthorizer.Decision.Refused(int status, String message, String challenge) -> {
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, challenge);
        yield HttpAnswer.message(status, message);
      }
    };
  }

  /** The path below the stage; empty when it is another stage's. */
  private Optional<List<String>> staged(List<String> segments) {
    if (stage.equals("$default")) {
      return Optional.of(segments);
    }
    if (!segments.getFirst().equals(stage)) {
      return Optional.empty();
    }
    return Optional.of(segments.size() == 1 ? List.of("") : segments.subList(1, segments.size()));
  }

  private HttpAnswer invoke(
      HttpApi.Route route,
      Request request,
      HttpRoutes.Match match,
      Optional<? extends Admission> admitted,
      byte[] body) {
    byte[] event = Json.bytes(events.event(request, match, admitted, body));
    if (event.length > EVENT_BYTES) {
      return tooLarge();
    }
    Duration atMost = route.timeout().compareTo(LONGEST) < 0 ? route.timeout() : LONGEST;
    return switch (invoker.invoke(route.function(), event, atMost)) {
      case Answer.Returned(byte[] json) ->
          json.length > ANSWER_BYTES ? failure() : HttpAnswer.read(json).orElse(failure());
      case Answer.Failed failed -> failure();
      // A function that ran out of its own, shorter time has failed like any other.
      case Answer.TimedOut(Duration after) ->
          after.compareTo(atMost) < 0 ? failure() : HttpAnswer.message(503, "Service Unavailable");
    };
  }

  private static HttpAnswer failure() {
    return HttpAnswer.message(500, "Internal Server Error");
  }

  private static HttpAnswer tooLarge() {
    return HttpAnswer.message(413, "Request Entity Too Large");
  }

  private void send(HttpServerExchange exchange, Request request, HttpAnswer answer) {
    write(exchange, cors.map(policy -> policy.decorate(request, answer)).orElse(answer));
  }

  private static void write(HttpServerExchange exchange, HttpAnswer answer) {
    answer
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    answer.cookies().forEach(it -> exchange.getResponseHeaders().add(Headers.SET_COOKIE, it));
    Replies.bytes(exchange, answer.status(), answer.body());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    authorizers.values().forEach(JwtAuthorizer::close);
  }
}
