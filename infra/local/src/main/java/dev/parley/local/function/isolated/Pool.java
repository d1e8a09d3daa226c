package dev.parley.local.function.isolated;

import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionException;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.Trace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The processes of one function: idle ones are used again, and a few run at the same time. */
final class Pool {
  /** As many events of a function run at once; more wait for their turn. */
  static final int MOST = 4;

  private final FunctionDefinition function;
  private final Surroundings surroundings;
  private final LogSink log;
  private final Semaphore places = new Semaphore(MOST, true);
  private final Deque<Sandbox> idle = new ArrayDeque<>();
  private final Set<Sandbox> all = new HashSet<>();
  private boolean closed;

  /** What the processes of all functions share. */
  record Surroundings(
      Launcher launcher, RuntimeApi api, Optional<Freezer> freezer, Optional<Watchdog> watchdog) {}

  Pool(FunctionDefinition function, Surroundings surroundings, LogSink log) {
    this.function = function;
    this.surroundings = surroundings;
    this.log = log;
  }

  /** Starts a first process; completes with the reason when it cannot take events. */
  CompletableFuture<Optional<Answer.Failed>> warm() {
    Sandbox first = started();
    synchronized (this) {
      idle.push(first);
    }
    return first.ready();
  }

  FunctionDefinition function() {
    return function;
  }

  Answer invoke(byte[] event, Trace chain) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed(e.getClass().getName(), "the invocation was interrupted");
    }
    try {
      while (true) {
        var invocation =
            new Invocation(UUID.randomUUID().toString(), event, chain, function.timeout());
        Optional<Answer> answer = through(invocation);
        if (answer.isPresent()) {
          return answer.orElseThrow();
        }
      }
    } finally {
      places.release();
    }
  }

  private Optional<Answer> through(Invocation invocation) {
    if (isClosed()) {
      throw new IllegalStateException("the functions are stopped");
    }
    Sandbox sandbox = rested().orElseGet(this::started);
    Optional<Answer> answer = sandbox.invoke(invocation);
    answer.ifPresent(it -> complain(invocation, it));
    synchronized (this) {
      if (sandbox.isAlive() && !(answer.orElse(null) instanceof Answer.TimedOut)) {
        idle.push(sandbox);
      }
    }
    return answer;
  }

  private void complain(Invocation invocation, Answer answer) {
    switch (answer) {
      case Answer.TimedOut(var after) ->
          log.log(
              function.id(),
              invocation.requestId(),
              "Task timed out after %.2f seconds".formatted(after.toMillis() / 1000.0));
      case Answer.Failed(String type, String message)
          when type.equals("Runtime.ExitError") && !isClosed() ->
          log.log(function.id(), invocation.requestId(), message);
      case Answer.Failed _, Answer.Returned _ -> {
        // What a function throws, AWS's client logs itself.
      }
    }
  }

  private synchronized Optional<Sandbox> rested() {
    return Optional.ofNullable(idle.poll());
  }

  private Sandbox started() {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the functions are stopped");
      }
      Sandbox sandbox = new Sandbox(function, surroundings.freezer());
      String address = surroundings.api().serve(sandbox);
      Process process;
      try {
        process = surroundings.launcher().start(function, address);
      } catch (IOException e) {
        surroundings.api().forget(sandbox);
        throw new FunctionException("its process cannot be started: " + e.getMessage(), e);
      }
      surroundings.watchdog().ifPresent(it -> it.watch(process));
      all.add(sandbox);
      sandbox.runs(process);
      process.onExit().thenRun(() -> forget(sandbox));
      new Output(function.id(), sandbox::requestId, log).read(process.getInputStream());
      return sandbox;
    }
  }

  private synchronized void forget(Sandbox sandbox) {
    surroundings.api().forget(sandbox);
    all.remove(sandbox);
    idle.remove(sandbox);
  }

  /** Takes no more events; what runs may go on until the deadline of the nano clock. */
  void finish(long deadline) {
    boolean quiet = false;
    try {
      quiet = places.tryAcquire(MOST, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        closed = true;
      }
      places.release(quiet ? MOST : 0);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Kills every process; none is started any more. Gives their ends. */
  synchronized List<CompletableFuture<Process>> close() {
    closed = true;
    all.forEach(Sandbox::kill);
    return all.stream().map(Sandbox::onExit).toList();
  }
}
