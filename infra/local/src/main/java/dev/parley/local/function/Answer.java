package dev.parley.local.function;

import java.time.Duration;

/** How an invocation ended. */
public sealed interface Answer {
  /** The function returned; {@code json} is what it returned, in UTF-8. */
  record Returned(byte[] json) implements Answer {}

  /** The function threw. */
  record Failed(String errorType, String errorMessage) implements Answer {}

  /** The function was still running after its timeout. */
  record TimedOut(Duration after) implements Answer {}
}
