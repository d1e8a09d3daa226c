package dev.parley.core.payment;

import dev.parley.core.failure.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets several people do something at the same instant. */
final class Crowd {
  private Crowd() {}

  /** How many of them were not refused. */
  static long done(int many, Callable<Object> call) {
    return done(Collections.nCopies(many, call));
  }

  static long done(List<Callable<Object>> calls) {
    CountDownLatch ready = new CountDownLatch(calls.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers = new ArrayList<>();
      calls.forEach(call -> answers.add(threads.submit(() -> isDone(ready, call))));
      long done = 0;
      for (Future<Boolean> answer : answers) {
        done += answer.get() ? 1 : 0;
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static boolean isDone(CountDownLatch ready, Callable<Object> call) throws Exception {
    ready.countDown();
    ready.await();
    try {
      call.call();
      return true;
    } catch (Refused e) {
      return false;
    }
  }
}
