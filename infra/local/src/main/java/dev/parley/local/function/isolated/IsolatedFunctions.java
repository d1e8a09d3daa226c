package dev.parley.local.function.isolated;

import dev.parley.local.function.Answer;
import dev.parley.local.function.Chains;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionException;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.LogSink;
import dev.parley.local.function.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs every function in processes of its own, as Lambda does: under AWS's runtime interface
 * client, with nothing but its environment, one event at a time, frozen between events.
 */
public final class IsolatedFunctions implements Invoker, AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int SECONDS_TO_END = 20;

  private final Pool.Surroundings surroundings;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Chains chains;

  private IsolatedFunctions(Pool.Surroundings surroundings, LogSink log) {
    this.surroundings = surroundings;
    this.chains = new Chains(log);
  }

  /**
   * Starts a process of every function and waits until each can take events. Throws {@link
   * FunctionException} naming each one that cannot.
   */
  public static IsolatedFunctions start(List<FunctionDefinition> definitions, LogSink log) {
    // What may fail comes first: there is nothing to close yet.
    Launcher launcher = Launcher.prepared();
    var functions =
        new IsolatedFunctions(
            new Pool.Surroundings(launcher, RuntimeApi.start(), freezer(log), watchdog(log)), log);
    try {
      functions.warm(definitions, log);
      return functions;
    } catch (RuntimeException e) {
      functions.close();
      throw e;
    }
  }

  private static Optional<Freezer> freezer(LogSink log) {
    try {
      return Optional.of(Freezer.ofThisSystem());
    } catch (UnsupportedOperationException e) {
      log.log("-", "-", "functions are not frozen between events: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Watchdog> watchdog(LogSink log) {
    try {
      return Optional.of(Watchdog.start());
    } catch (IOException e) {
      log.log("-", "-", "functions will outlive this process if it is killed: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void warm(List<FunctionDefinition> definitions, LogSink log) {
    Map<String, CompletableFuture<Optional<Answer.Failed>>> starting = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    for (FunctionDefinition definition : definitions) {
      if (Files.isRegularFile(definition.code())) {
        Pool pool = new Pool(definition, surroundings, log);
        pools.put(definition.id(), pool);
        starting.put(definition.id(), pool.warm());
      } else {
        failures.add(
            failure(
                definition.id(), "there is no jar at " + definition.code() + ": build it first"));
      }
    }
    starting.forEach(
        (id, ready) ->
            ready
                .join()
                .ifPresent(
                    it -> failures.add(failure(id, it.errorType() + ": " + it.errorMessage()))));
    if (!failures.isEmpty()) {
      throw new FunctionException(String.join(System.lineSeparator(), failures));
    }
  }

  private static String failure(String function, String why) {
    return "function " + function + " cannot start: " + why;
  }

  /** Throws {@link IllegalArgumentException} when there is no such function. */
  @Override
  public Answer invoke(String function, byte[] event) {
    return invoke(function, event, Optional.empty());
  }

  /** Throws {@link IllegalArgumentException} when there is no such function. */
  @Override
  public Answer invoke(String function, byte[] event, Optional<Trace> chain) {
    Pool pool = pool(function);
    return chains
        .enter(pool.function(), chain)
        .map(it -> pool.invoke(event, it))
        .orElseGet(Chains::stopped);
  }

  @Override
  public boolean admits(String function, Trace chain) {
    return chains.admits(pool(function).function(), chain);
  }

  @Override
  public long recursiveInvocationsDropped(String function) {
    return chains.dropped(function);
  }

  private Pool pool(String function) {
    Pool pool = pools.get(function);
    if (pool == null) {
      throw new IllegalArgumentException(
          "there is no function "
              + function
              + " among "
              + pools.keySet().stream().sorted().toList());
    }
    return pool;
  }

  /** Lets what runs come to its end, for a moment, and kills all processes. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + GRACE.toNanos();
    pools.values().forEach(it -> it.finish(deadline));
    List<CompletableFuture<Process>> ends =
        pools.values().stream().flatMap(it -> it.close().stream()).toList();
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
          .get(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("a function's process does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      surroundings.api().close();
      try {
        if (surroundings.watchdog().isPresent()) {
          surroundings.watchdog().orElseThrow().close();
        }
        surroundings.launcher().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
