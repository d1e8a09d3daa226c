package dev.parley.local.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * What is needed to make a queue.
 *
 * @param maximumMessageSize in bytes, at most {@link QueueLimits#MESSAGE_BYTES}
 * @param receiveWait how long a receiver waits that does not say how long
 */
public record QueueDefinition(
    String name,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    Duration delay,
    Duration visibilityTimeout,
    Duration retention,
    int maximumMessageSize,
    Duration receiveWait,
    Optional<Redrive> redrive) {

  /** Where a message goes that has been received as often as it may, without being deleted. */
  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}

  /** A queue of which nothing is said: AWS's defaults. */
  public static QueueDefinition standard(String name, String arn) {
    return new QueueDefinition(
        name,
        arn,
        false,
        false,
        Duration.ZERO,
        Duration.ofSeconds(30),
        Duration.ofDays(4),
        QueueLimits.MESSAGE_BYTES,
        Duration.ZERO,
        Optional.empty());
  }
}
