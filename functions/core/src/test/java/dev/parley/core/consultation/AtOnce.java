package dev.parley.core.consultation;

import dev.parley.core.failure.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets several people do something at the same instant. */
final class AtOnce {
  private AtOnce() {}

  /** What somebody got: an answer, or a refusal. */
  sealed interface Outcome {
    record Done(Object answer) implements Outcome {}

    record No(Refused why) implements Outcome {}
  }

  static List<Outcome> all(List<Callable<Object>> calls) {
    CountDownLatch ready = new CountDownLatch(calls.size());
    List<Callable<Outcome>> gated = new ArrayList<>();
    for (Callable<Object> call : calls) {
      gated.add(
          () -> {
            ready.countDown();
            ready.await();
            return outcome(call);
          });
    }
    return run(gated);
  }

  /** All of them, a few at a time. */
  static <T> List<T> fewAtATime(int threads, List<Callable<T>> calls) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      return answers(pool, calls);
    }
  }

  private static <T> List<T> run(List<Callable<T>> calls) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return answers(threads, calls);
    }
  }

  private static <T> List<T> answers(ExecutorService threads, List<Callable<T>> calls) {
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static Outcome outcome(Callable<Object> call) throws Exception {
    try {
      return new Outcome.Done(call.call());
    } catch (Refused e) {
      return new Outcome.No(e);
    }
  }
}
