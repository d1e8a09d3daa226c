package dev.parley.core.attempt;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gets a decision its place: decides, commits, and decides anew after a lost race.
 *
 * @param <C> what a decision writes, as data
 */
public final class Attempts<C> {
  /** How often a commit that lost its race is decided anew before the caller hears {@code busy}. */
  public static final int MOST = 32;

  private final Predicate<C> commit;
  private final Backoff backoff;

  /**
   * @param commit applies all of it or nothing; false when somebody was faster
   */
  public Attempts(Predicate<C> commit, Backoff backoff) {
    this.commit = commit;
    this.backoff = backoff;
  }

  /** What follows from one look at how things stand. */
  public sealed interface Step<C, T> {
    /** This is to be written; if it is, that is the result. */
    record Write<C, T>(C commit, T result) implements Step<C, T> {}

    /** Nothing is to be written. */
    record Settled<C, T>(T result) implements Step<C, T> {}
  }

  /**
   * A commit whose answer was lost is looked for once and not tried again: a store that does not
   * answer would use up the time in which the caller can be told so.
   *
   * @param again reads anew how things stand
   * @param <S> how things stand
   */
  public <S, T> T settle(S first, Function<S, Step<C, T>> step, Supplier<S> again) {
    S state = first;
    boolean ambiguous = false;
    for (int lost = 0; lost < MOST; state = again.get()) {
      switch (ambiguous ? unrefused(step, state) : step.apply(state)) {
        case Step.Settled<C, T> settled -> {
          return settled.result();
        }
        case Step.Write<C, T> write -> {
          if (ambiguous) {
            throw new Unavailable("the store did not say whether it took the entry");
          }
          try {
            if (commit.test(write.commit())) {
              return write.result();
            }
            backoff.pause(++lost);
          } catch (Ambiguous e) {
            ambiguous = true;
          }
        }
      }
    }
    throw new Unavailable("too many people write at once");
  }

  /** A refusal says that nothing was changed, and a write on its way may still change something. */
  private static <C, S, T> Step<C, T> unrefused(Function<S, Step<C, T>> step, S state) {
    try {
      return step.apply(state);
    } catch (Refused e) {
      throw new Unavailable("what may have been written is refused by now", e);
    }
  }
}
