package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What all connections of one deployed WebSocket API share. */
final class SocketStage implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SocketApi.Definition definition;
  private final SocketLimits limits;
  private final Jitter jitter;
  private final InstantSource clock;
  private final GatewayLog log;
  private final Account account;
  private final RouteThrottle throttle;
  private final BoundedInvoker invoker;
  private final SocketEvents events;
  private final RouteSelection selection;
  private final Optional<SocketAuthorizer> authorizer;
  private final Connections connections;

  SocketStage(
      SocketApi.Definition definition,
      String domainName,
      Invoker invoker,
      InstantSource clock,
      GatewayLog log,
      Account account,
      SocketLimits limits,
      Jitter jitter) {
    this.definition = definition;
    this.limits = limits;
    this.jitter = jitter;
    this.clock = clock;
    this.log = log;
    this.account = account;
    this.throttle =
        new RouteThrottle(definition.throttling(), definition.routes().keySet(), account, clock);
    this.invoker = new BoundedInvoker(invoker);
    this.events = new SocketEvents(definition, domainName, clock);
    this.selection =
        new RouteSelection(definition.routeSelectionExpression(), definition.routes().keySet());
    this.authorizer =
        definition
            .authorizer()
            .map(a -> new SocketAuthorizer(a, this.invoker, events, limits.integration()));
    this.connections = new Connections(limits, clock);
  }

  /** The answer of the route's function; empty when there is no such route. */
  Optional<Answer> invoke(String routeKey, JsonNode event) {
    return Optional.ofNullable(definition.routes().get(routeKey))
        .map(function -> invoker.invoke(function, event, limits.integration()));
  }

  /** Whether what the route's function returns is sent back. */
  boolean answers(String routeKey) {
    return definition.answering().contains(routeKey);
  }

  Account account() {
    return account;
  }

  RouteThrottle throttle() {
    return throttle;
  }

  Jitter jitter() {
    return jitter;
  }

  ExecutorService threads() {
    return threads;
  }

  SocketLimits limits() {
    return limits;
  }

  InstantSource clock() {
    return clock;
  }

  GatewayLog log() {
    return log;
  }

  SocketEvents events() {
    return events;
  }

  RouteSelection selection() {
    return selection;
  }

  Optional<SocketAuthorizer> authorizer() {
    return authorizer;
  }

  Connections connections() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
    threads.shutdown();
    try {
      // Functions that are busy now may finish; a hanging one does not keep the machine up.
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
