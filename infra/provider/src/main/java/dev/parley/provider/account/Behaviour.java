package dev.parley.provider.account;

/** What is to become of a payout or refund that has not come yet. */
public enum Behaviour {
  /** Paid at once, and told. */
  PAY,
  /** Failed at once, and told. */
  FAIL,
  /** Waits until it is settled by hand, which is told. */
  WAIT,
  /** As {@link #WAIT}, but nothing is ever told. */
  NEVER,
  /** The connection is cut and nothing is kept. */
  LOSE_REQUEST,
  /** Paid and told, but the connection is cut before the answer. */
  LOSE_ANSWER
}
