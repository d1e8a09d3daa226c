package dev.parley.local.stream;

import java.time.Duration;

/** What AWS bounds, and what is chosen here where AWS does not say. */
final class StreamLimits {
  /**
   * An event has at most 6 MB (AWS: Lambda quotas), of which the frame of the list needs little.
   */
  static final int EVENT_BYTES = 6 * 1024 * 1024 - 64;

  /** A stream keeps its records for so long (AWS: DynamoDB Streams). */
  static final Duration RETENTION = Duration.ofHours(24);

  /** One page of GetRecords. */
  static final int PAGE = 1000;

  /** Records of a shard that are read before they are handled, in bytes of JSON. */
  static final int READ_AHEAD_BYTES = 3 * EVENT_BYTES;

  /** How often a shard is looked at when no write has been told of: to see that it has ended. */
  static final Duration POLL = Duration.ofSeconds(5);

  /** The pause before the first retry; each further one is twice as long. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** How long the end of a source waits for its threads, which are interrupted. */
  static final Duration LONGEST_END = Duration.ofSeconds(2);

  private StreamLimits() {}

  /** The pause after so many failures in a row; AWS backs off too and does not say how long. */
  static Duration pause(int failures) {
    // The shift is bounded, because an unbounded one would overflow after weeks of failures.
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 16));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
