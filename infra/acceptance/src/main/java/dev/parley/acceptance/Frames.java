package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The frames a socket has received, and how to wait for one. */
final class Frames {
  private final List<JsonNode> received = new ArrayList<>();
  private OptionalInt closed = OptionalInt.empty();

  synchronized void add(JsonNode frame) {
    received.add(frame);
    notifyAll();
  }

  /** The connection is gone; 1006 when it went without a word. */
  synchronized void close(int code) {
    if (closed.isEmpty()) {
      closed = OptionalInt.of(code);
    }
    notifyAll();
  }

  synchronized List<JsonNode> all() {
    return List.copyOf(received);
  }

  /** The first frame, come already or still to come, that is wanted. */
  synchronized JsonNode await(Predicate<JsonNode> wanted, String what, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < received.size(); seen++) {
        if (wanted.test(received.get(seen))) {
          return received.get(seen);
        }
      }
      if (closed.isPresent() || !sleepUntil(deadline)) {
        throw new IllegalStateException(
            "no " + what + " within " + within + closing() + "; frames: " + received);
      }
    }
  }

  /** Waits for the end of the connection and gives its close code. */
  synchronized int awaitClose(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (closed.isEmpty()) {
      if (!sleepUntil(deadline)) {
        throw new IllegalStateException("the socket is still open after " + within);
      }
    }
    return closed.getAsInt();
  }

  private String closing() {
    return closed.isPresent() ? " (closed with " + closed.getAsInt() + ")" : "";
  }

  private boolean sleepUntil(long deadline) {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      wait(left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
