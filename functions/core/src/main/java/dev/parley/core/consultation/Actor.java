package dev.parley.core.consultation;

/** Who acts on a consultation. */
public enum Actor {
  CLIENT,
  SPECIALIST,
  /** Decides claims; never a party. */
  ARBITER,
  /** Nobody: an instant has come. */
  TIME
}
