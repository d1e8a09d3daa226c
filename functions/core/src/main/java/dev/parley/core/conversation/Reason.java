package dev.parley.core.conversation;

/** Why staff restrict a client. */
public enum Reason {
  CLUTTER,
  ULTIMATUM,
  AGGRESSION,
  UNTRUTH,
  OWN_PAYMENT_ELSEWHERE,
  INSTABILITY,
  /** Said in a text of its own. */
  OTHER
}
