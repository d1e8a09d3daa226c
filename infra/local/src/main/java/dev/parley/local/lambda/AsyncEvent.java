package dev.parley.local.lambda;

import java.time.Instant;
import java.util.Optional;

/**
 * An event accepted for a function.
 *
 * @param function logical id
 * @param trace header of the chain of invocations that it belongs to
 * @param attempts made so far
 * @param due when the next attempt may be made
 */
record AsyncEvent(
    String requestId,
    String function,
    Optional<String> trace,
    Instant accepted,
    int attempts,
    Instant due,
    byte[] payload) {
  /** The same event after one attempt more. */
  AsyncEvent attempted(Instant nextDue) {
    return new AsyncEvent(requestId, function, trace, accepted, attempts + 1, nextDue, payload);
  }
}
