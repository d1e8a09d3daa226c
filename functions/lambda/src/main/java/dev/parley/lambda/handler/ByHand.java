package dev.parley.lambda.handler;

import dev.parley.core.failure.Refused;
import java.util.function.Supplier;

/** What somebody invokes a function with, by hand. */
final class ByHand {
  private ByHand() {}

  /** Whoever invokes a function by hand sees the message of what it throws, and nothing else. */
  static <T> T read(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (Refused e) {
      throw new IllegalArgumentException(e.code().text() + ": " + e.getMessage(), e);
    }
  }
}
