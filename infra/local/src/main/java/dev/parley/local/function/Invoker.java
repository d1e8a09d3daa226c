package dev.parley.local.function;

import java.util.Optional;

/** Invokes a function of the template by its logical id and waits for the answer. */
public interface Invoker {
  /**
   * Invokes as the first of a chain.
   *
   * @param function logical id in the template
   * @param event the event as JSON in UTF-8
   */
  Answer invoke(String function, byte[] event);

  /**
   * Invokes in the chain of what caused the event. An invoker that runs functions itself drops an
   * invocation in too long a chain, and answers with {@link Chains#stopped}.
   */
  default Answer invoke(String function, byte[] event, Optional<Trace> chain) {
    return invoke(function, event);
  }

  /**
   * Whether a function may be invoked in a chain, for those who have somewhere else to put the
   * event. False counts as a dropped invocation.
   */
  default boolean admits(String function, Trace chain) {
    return true;
  }

  /** How many invocations of a function have been dropped in too long a chain. */
  default long recursiveInvocationsDropped(String function) {
    return 0;
  }
}
