package dev.parley.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started, to be closed in the opposite order, once. */
final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /** The part has begun to use all the others, and is therefore to be closed before them. */
  synchronized void closeFirst(AutoCloseable part) {
    started.remove(part);
    started.push(part);
  }

  /** Closes every part, also after one has failed to; the first failure is thrown at the end. */
  @Override
  public synchronized void close() {
    IllegalStateException failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception | Error e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the local cloud did not close: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
