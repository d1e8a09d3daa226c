package dev.parley.local.function;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all functions in this process; one instance of each serves concurrent invocations. */
public final class FunctionRunner implements Invoker, AutoCloseable {
  private final Map<Path, Code> codes = new HashMap<>();
  private final Map<String, Function> functions = new HashMap<>();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final LogSink log;
  private final Chains chains;
  private volatile boolean closed;

  private FunctionRunner(LogSink log) {
    this.log = log;
    this.chains = new Chains(log);
  }

  /**
   * Constructs every function. Throws {@link FunctionException} naming each one that cannot start.
   */
  public static FunctionRunner start(
      List<FunctionDefinition> definitions, InstantSource clock, LogSink log) {
    FunctionRunner runner = new FunctionRunner(log);
    List<String> failures = new ArrayList<>();
    Throwable cause = null;
    for (FunctionDefinition definition : definitions) {
      try {
        runner.add(definition, clock);
      } catch (FunctionException e) {
        failures.add("function " + definition.id() + " cannot start: " + e.getMessage());
        cause = cause == null ? e : cause;
      }
    }
    if (!failures.isEmpty()) {
      runner.close();
      throw new FunctionException(String.join(System.lineSeparator(), failures), cause);
    }
    return runner;
  }

  private record Function(FunctionDefinition definition, Handler handler, Code code) {}

  private void add(FunctionDefinition definition, InstantSource clock) {
    Code code = codes.get(definition.code());
    if (code == null) {
      code = Code.load(definition.code());
      codes.put(definition.code(), code);
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(code.loader());
    try {
      Handler handler = Handler.construct(definition, code, clock);
      functions.put(definition.id(), new Function(definition, handler, code));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Throws {@link IllegalArgumentException} when there is no such function. */
  @Override
  public Answer invoke(String function, byte[] event) {
    return invoke(function, event, Optional.empty());
  }

  /** Throws {@link IllegalArgumentException} when there is no such function. */
  @Override
  public Answer invoke(String function, byte[] event, Optional<Trace> chain) {
    Function known = known(function);
    if (closed) {
      throw new IllegalStateException("the functions are stopped");
    }
    return chains
        .enter(known.definition(), chain)
        .map(it -> invoke(known, event, it))
        .orElseGet(Chains::stopped);
  }

  @Override
  public boolean admits(String function, Trace chain) {
    return chains.admits(known(function).definition(), chain);
  }

  @Override
  public long recursiveInvocationsDropped(String function) {
    return chains.dropped(function);
  }

  private Function known(String function) {
    Function known = functions.get(function);
    if (known == null) {
      throw new IllegalArgumentException(
          "there is no function "
              + function
              + " among "
              + functions.keySet().stream().sorted().toList());
    }
    return known;
  }

  private Answer invoke(Function known, byte[] event, Trace chain) {
    var context = new FunctionContext(known.definition(), UUID.randomUUID().toString(), log);
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name(known.definition().id())
            .unstarted(
                () ->
                    known
                        .code()
                        .traced()
                        .within(chain, () -> answer.complete(run(known, event, context))));
    thread.setContextClassLoader(known.code().loader());
    running.add(thread);
    thread.start();
    try {
      return await(known, answer, thread, context);
    } finally {
      running.remove(thread);
    }
  }

  private static Answer await(
      Function function, CompletableFuture<Answer> answer, Thread thread, FunctionContext context) {
    var timeout = function.definition().timeout();
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      context.write("Task timed out after %.2f seconds".formatted(timeout.toMillis() / 1000.0));
      return new Answer.TimedOut(timeout);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new Answer.Failed(e.getClass().getName(), "the invocation was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an invocation answers with its failures", e);
    }
  }

  private static Answer run(Function function, byte[] event, FunctionContext context) {
    try {
      return new Answer.Returned(function.handler().handle(event, context));
    } catch (Throwable e) {
      // Errors too: a function that runs out of stack has failed, and no other one with it.
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      context.write(trace.toString());
      String message = e.getMessage();
      return new Answer.Failed(e.getClass().getName(), message == null ? "" : message);
    }
  }

  /** Interrupts what still runs and lets go of the jars. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Thread::interrupt);
    for (Code code : codes.values()) {
      try {
        code.close();
      } catch (IOException e) {
        log.log("-", "-", "a jar could not be closed: " + e);
      }
    }
    codes.clear();
  }
}
