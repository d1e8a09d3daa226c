package dev.parley.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets many do something in the same moment, each on a thread of its own. */
final class AtOnce {
  private AtOnce() {}

  static <T> List<T> times(int times, Callable<T> action) throws Exception {
    return all(Collections.nCopies(times, action));
  }

  /** What each gave, in their order; the first failure is thrown. */
  static <T> List<T> all(List<Callable<T>> actions) throws Exception {
    CountDownLatch ready = new CountDownLatch(actions.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> action : actions) {
        running.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return action.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
