package dev.parley.core.consultation;

import java.time.Duration;

/** Every limit of consultations, each named once. */
public final class Limits {
  /** Longest name of a kind of service, in characters. */
  public static final int SERVICE_CHARACTERS = 100;

  /** Longest note with a command, in bytes of UTF-8: it lies in the entry that tells of it. */
  public static final int NOTE_BYTES = 400;

  /** Longest details of terms and longest question of a request, in bytes of UTF-8. */
  public static final int DETAILS_BYTES = 16_384;

  /** Most files with a claim. */
  public static final int FILES = 10;

  /** Shortest and longest key of a command, in characters. */
  public static final int SHORTEST_KEY_CHARACTERS = 6;

  public static final int KEY_CHARACTERS = 64;

  /** How far ahead a consultation may begin or be due. */
  public static final Duration HORIZON = Duration.ofDays(366);

  /** How long after the release an arbiter can have money given back. */
  public static final Duration REFUND_WINDOW = Duration.ofDays(90);

  /**
   * How many commands a consultation remembers, each under its key; every one that is carried out
   * is remembered for ever.
   */
  public static final int COMMANDS = 24;

  /** How many of them the two may use to agree on terms. */
  public static final int COMMANDS_BEFORE_AGREEMENT = 14;

  /** After how many of them there is no new claim. */
  public static final int COMMANDS_BEFORE_CLAIM = 20;

  private Limits() {}
}
