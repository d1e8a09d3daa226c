package dev.parley.local.function.isolated;

import dev.parley.local.function.Answer;
import dev.parley.local.function.FunctionDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a function: it takes one event at a time and is frozen while it has none. */
final class Sandbox {
  private static final Duration START = Duration.ofSeconds(60);

  private final FunctionDefinition function;
  private final Optional<Freezer> freezer;
  private final CompletableFuture<Optional<Answer.Failed>> ready = new CompletableFuture<>();

  private Process process;
  private Invocation given;
  private Invocation taken;
  private String lastRequest = "-";
  private boolean frozen;
  private boolean ended;
  private Answer.Failed initFailure;

  Sandbox(FunctionDefinition function, Optional<Freezer> freezer) {
    this.function = function;
    this.freezer = freezer;
  }

  /** Tells which process this is, once, before anything else. */
  synchronized void runs(Process started) {
    process = started;
    // The process may have asked for its first event before it was known here.
    notifyAll();
    started.onExit().thenAccept(it -> ended(it.exitValue()));
  }

  /** Completes when the process can take events, or with the reason why it never will. */
  CompletableFuture<Optional<Answer.Failed>> ready() {
    return ready.copy().completeOnTimeout(Optional.of(late()), START.toSeconds(), TimeUnit.SECONDS);
  }

  synchronized boolean isAlive() {
    return !ended;
  }

  /** The function's ARN as invoked. */
  String arn() {
    return function.arn();
  }

  /** The invocation that runs, or the last one. */
  synchronized String requestId() {
    return lastRequest;
  }

  /** Gives the process an event; empty when it had ended before, unused for it. */
  Optional<Answer> invoke(Invocation invocation) {
    synchronized (this) {
      if (ended) {
        return Optional.empty();
      }
      given = invocation;
      notifyAll();
    }
    try {
      return answer(invocation);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      return Optional.of(
          new Answer.Failed(e.getClass().getName(), "the invocation was interrupted"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("an invocation answers with its failures", e);
    }
  }

  private Optional<Answer> answer(Invocation invocation)
      throws InterruptedException, ExecutionException {
    try {
      if (!invocation.taken().get(START.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.ofNullable(invocation.answer().getNow(null));
      }
    } catch (TimeoutException e) {
      kill();
      return Optional.of(late());
    }
    try {
      return Optional.of(
          invocation.answer().get(invocation.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      kill();
      return Optional.of(new Answer.TimedOut(invocation.timeout()));
    }
  }

  private Answer.Failed late() {
    return new Answer.Failed(
        "Sandbox.Timedout",
        "%s did not ask for an event within %s".formatted(function.id(), START));
  }

  /** The process asks for its next event; empty when it ends instead of getting one. */
  Optional<Invocation> next() throws InterruptedException {
    ready.complete(Optional.empty());
    synchronized (this) {
      while (process == null && !ended) {
        wait();
      }
      if (given == null) {
        freezer.ifPresent(it -> it.freeze(process.toHandle()));
        frozen = true;
      }
      while (given == null && !ended) {
        wait();
      }
      if (ended) {
        return Optional.empty();
      }
      taken = given;
      given = null;
      lastRequest = taken.requestId();
      taken.taken().complete(true);
      if (frozen) {
        freezer.ifPresent(it -> it.thaw(process.toHandle()));
        frozen = false;
      }
      return Optional.of(taken);
    }
  }

  /** The process answers; false when that is not the invocation it is at. */
  synchronized boolean answered(String requestId, Answer answer) {
    if (taken == null || !taken.requestId().equals(requestId)) {
      return false;
    }
    taken.answer().complete(answer);
    taken = null;
    return true;
  }

  /** The process cannot take events at all, and will end. */
  synchronized void failedToStart(Answer.Failed failure) {
    initFailure = failure;
  }

  private synchronized void ended(int status) {
    ended = true;
    notifyAll();
    boolean unused = ready.complete(Optional.of(failure("-", status)));
    if (taken != null) {
      taken.answer().complete(failure(taken.requestId(), status));
    }
    if (given != null) {
      if (unused) {
        given.answer().complete(failure(given.requestId(), status));
      }
      given.taken().complete(false);
    }
  }

  private Answer.Failed failure(String requestId, int status) {
    return initFailure != null
        ? initFailure
        : new Answer.Failed(
            "Runtime.ExitError",
            "RequestId: %s Error: Runtime exited with error: exit status %d"
                .formatted(requestId, status));
  }

  /** Ends the process at once. */
  synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Completes when the process has ended. */
  synchronized CompletableFuture<Process> onExit() {
    return process.onExit();
  }
}
