package dev.parley.local.queue;

import java.time.Duration;

/** The numbers of SQS and of Lambda's polling of it. */
public final class QueueLimits {
  /** Of a message with its attributes. */
  public static final int MESSAGE_BYTES = 1 << 20;

  /** Within which a FIFO queue takes a message with a known deduplication id for the same one. */
  public static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  /** Of an event that Lambda takes. */
  public static final int EVENT_BYTES = 6 << 20;

  /** As many messages one receive gives. */
  public static final int RECEIVED = 10;

  /** As long one receive waits. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /**
   * As many batches of a source run at once when its template sets no MaximumConcurrency. Lambda
   * begins with five and goes up to hundreds; one machine stops here.
   */
  public static final int CONCURRENCY = 10;

  private QueueLimits() {}
}
