package dev.parley.core.attempt;

/** Waits a little, and by chance, before a lost race is run again. */
@FunctionalInterface
public interface Backoff {
  /**
   * @param attempt how many races were lost so far, from 1
   */
  void pause(int attempt);
}
