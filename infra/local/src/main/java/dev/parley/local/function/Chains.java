package dev.parley.local.function;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Stops a function that is invoked again and again because of what it sends itself. */
public final class Chains {
  /** As often a function is invoked in one chain; the next invocation is dropped. */
  public static final int LONGEST = 16;

  private final LogSink log;
  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

  public Chains(LogSink log) {
    this.log = log;
  }

  /** Whether the function may be invoked in the chain. If not, that is logged and counted. */
  public boolean admits(FunctionDefinition function, Trace chain) {
    if (function.recursiveLoop() == RecursiveLoop.ALLOW || chain.count(function.arn()) < LONGEST) {
      return true;
    }
    dropped.computeIfAbsent(function.id(), _ -> new LongAdder()).increment();
    log.log(
        function.id(),
        "-",
        "RecursiveInvocationsDropped: invoked %d times because of the same event; the next"
                .formatted(LONGEST)
            + " invocation is dropped, since its RecursiveLoop is not Allow");
    return false;
  }

  /** The chain as this invocation has to pass it on; empty when the invocation is dropped. */
  public Optional<Trace> enter(FunctionDefinition function, Optional<Trace> chain) {
    Trace before = chain.orElseGet(() -> Trace.begun(Instant.now()));
    return admits(function, before)
        ? Optional.of(before.invoked(function.arn()))
        : Optional.empty();
  }

  /** As Lambda's metric RecursiveInvocationsDropped. */
  public long dropped(String function) {
    LongAdder count = dropped.get(function);
    return count == null ? 0 : count.sum();
  }

  /** What a caller that waits gets instead of an answer. */
  public static Answer stopped() {
    return new Answer.Failed(
        "RecursiveInvocationException", "Lambda detected your function in a recursive loop");
  }
}
