package dev.parley.core.simulation;

import dev.parley.core.failure.Code;

/** What a caller without a socket gets. */
sealed interface Answer<T> {
  /** It is done. */
  record Done<T>(T result) implements Answer<T> {}

  /** It is not done, and why. */
  record No<T>(Code code) implements Answer<T> {}

  /** Nobody knows: the function has died or the connection has broken. */
  record Lost<T>() implements Answer<T> {}
}
