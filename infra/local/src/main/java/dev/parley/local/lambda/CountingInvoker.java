package dev.parley.local.lambda;

import dev.parley.local.function.Answer;
import dev.parley.local.function.Chains;
import dev.parley.local.function.Invoker;
import dev.parley.local.function.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what functions do while another invoker runs them. */
public final class CountingInvoker implements Invoker {
  private final Invoker invoker;
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();

  public CountingInvoker(Invoker invoker) {
    this.invoker = invoker;
  }

  /**
   * What a function has done since the start.
   *
   * @param invocations that ended, well or not
   * @param errors among them, timeouts too
   * @param duration of all of them together
   * @param running at this moment
   * @param recursiveDropped invocations that were not made since their chain was too long
   */
  public record Metrics(
      long invocations, long errors, Duration duration, int running, long recursiveDropped) {}

  private static final class Counts {
    private long begun;
    private long invocations;
    private long errors;
    private Duration duration = Duration.ZERO;
    private int running;

    synchronized void begin() {
      begun++;
      running++;
    }

    synchronized void end(Optional<Answer> answer, Duration took) {
      running--;
      if (answer.filter(Chains.stopped()::equals).isPresent()) {
        return;
      }
      invocations++;
      errors += answer.isPresent() && answer.get() instanceof Answer.Returned ? 0 : 1;
      duration = duration.plus(took);
    }

    synchronized Metrics metrics(long dropped) {
      return new Metrics(invocations, errors, duration, running, dropped);
    }

    /** A number that has grown by exactly one if nothing else began since; negative when busy. */
    synchronized long ticket() {
      return running == 0 ? begun : -begun - 1;
    }

    synchronized boolean onlyOneSince(long ticket) {
      return begun == ticket + 1;
    }
  }

  @Override
  public Answer invoke(String function, byte[] event) {
    return invoke(function, event, Optional.empty());
  }

  @Override
  public Answer invoke(String function, byte[] event, Optional<Trace> chain) {
    Counts counted = counts(function);
    counted.begin();
    long start = System.nanoTime();
    Optional<Answer> answer = Optional.empty();
    try {
      answer = Optional.of(invoker.invoke(function, event, chain));
      return answer.get();
    } finally {
      counted.end(answer, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public boolean admits(String function, Trace chain) {
    return invoker.admits(function, chain);
  }

  @Override
  public long recursiveInvocationsDropped(String function) {
    return invoker.recursiveInvocationsDropped(function);
  }

  /** Zeros for a function that was never invoked. */
  public Metrics metrics(String function) {
    return counts(function).metrics(recursiveInvocationsDropped(function));
  }

  /** To ask later whether just one invocation was made meanwhile; see {@link #wasAlone}. */
  long ticket(String function) {
    return counts(function).ticket();
  }

  /** Whether since the ticket exactly one invocation began, and none was running then. */
  boolean wasAlone(String function, long ticket) {
    return ticket >= 0 && counts(function).onlyOneSince(ticket);
  }

  private Counts counts(String function) {
    return counts.computeIfAbsent(function, _ -> new Counts());
  }
}
