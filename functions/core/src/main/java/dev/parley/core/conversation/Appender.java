package dev.parley.core.conversation;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gets a decision its place in the log: decides, commits, and decides anew after a lost race. */
final class Appender {
  private final Ports ports;

  Appender(Ports ports) {
    this.ports = ports;
  }

  /** What follows from one look at the log. */
  sealed interface Step<T> {
    /** This is to be written; if it is, that is the result. */
    record Write<T>(Commit commit, T result) implements Step<T> {}

    /** Nothing is to be written. */
    record Settled<T>(T result) implements Step<T> {}
  }

  /**
   * A commit whose answer was lost is looked for once and not tried again: a store that does not
   * answer would use up the time in which the caller can be told so.
   *
   * @param again reads the log anew
   */
  <T> T settle(Tail first, Function<Tail, Step<T>> step, Supplier<Tail> again) {
    Tail tail = first;
    boolean ambiguous = false;
    for (int lost = 0; lost < Limits.APPEND_ATTEMPTS; tail = again.get()) {
      switch (step.apply(tail)) {
        case Step.Settled<T> settled -> {
          return settled.result();
        }
        case Step.Write<T> write -> {
          if (ambiguous) {
            throw new Unavailable("the store did not say whether it took the entry");
          }
          try {
            if (ports.store().commit(write.commit())) {
              return write.result();
            }
            ports.backoff().pause(++lost);
          } catch (Ambiguous e) {
            ambiguous = true;
          }
        }
      }
    }
    throw new Unavailable("too many people write at once");
  }
}
