package dev.parley.core.payment;

import java.time.Duration;

/** Every limit of payments that is not a workspace's own, each named once. */
public final class Limits {
  /** Most payments on a page of a list. */
  public static final int PAGE = 50;

  /** Longest reason of what somebody does with another's money, in bytes of UTF-8. */
  public static final int REASON_BYTES = 200;

  /** Longest name of a provider's own for anything, in characters. */
  public static final int EXTERNAL_CHARACTERS = 64;

  /** Longest reference that is kept of what a payment was made under, in characters. */
  public static final int REFERENCE_CHARACTERS = 100;

  /** Longest address of a page of payment, in characters. */
  public static final int PAGE_CHARACTERS = 512;

  /** How long after a call a provider is asked what came of it. */
  static final Duration FIRST_QUESTION = Duration.ofMinutes(2);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  private static final int DOUBLINGS = 10;

  /** How long to wait before a provider is asked once more: twice as long each time. */
  static Duration pause(int asked) {
    Duration pause = FIRST_QUESTION.multipliedBy(1L << Math.min(asked, DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private Limits() {}
}
