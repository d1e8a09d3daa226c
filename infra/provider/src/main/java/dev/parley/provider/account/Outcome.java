package dev.parley.provider.account;

/** What became of a request under a key. */
public sealed interface Outcome {
  /**
   * @param fresh whether this request made it; else an earlier one of the same key has
   */
  record Answered(Subject subject, boolean fresh) implements Outcome {}

  /** The connection is to be cut without an answer, whether anything was done or not. */
  record Cut() implements Outcome {}
}
