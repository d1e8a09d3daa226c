package dev.parley.core.payment;

/** Does with a top-up what it was made for. */
public interface Completions {
  /** Pays what is to be paid with it, if it is there. What cannot be reached is left for later. */
  void complete(Payment topUp);
}
