package dev.parley.local.function.isolated;

import dev.parley.local.function.Answer;
import dev.parley.local.function.Trace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through a process.
 *
 * @param event as JSON in UTF-8
 * @param chain to be passed on with what the function sends
 * @param timeout how long the function may take, from when its process has taken the event
 * @param taken completes with true when the process has taken the event, with false when it ended
 *     before it could and another process may have it
 */
record Invocation(
    String requestId,
    byte[] event,
    Trace chain,
    Duration timeout,
    CompletableFuture<Boolean> taken,
    CompletableFuture<Answer> answer) {

  Invocation(String requestId, byte[] event, Trace chain, Duration timeout) {
    this(requestId, event, chain, timeout, new CompletableFuture<>(), new CompletableFuture<>());
  }
}
