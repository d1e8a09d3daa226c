package dev.parley.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * An SQS queue.
 *
 * @param url where it is on this machine, once it has an address here
 * @param fifo whether it keeps the order of its groups
 * @param visibilityTimeout how long a message that was received is hidden
 * @param retention how long a message is kept
 * @param maximumMessageSize in bytes, attributes included
 * @param receiveWait how long a receive call waits that does not say it itself
 */
public record QueueResource(
    String id,
    String name,
    String url,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    Duration delay,
    Duration visibilityTimeout,
    Duration retention,
    int maximumMessageSize,
    Duration receiveWait,
    Optional<Redrive> redrive) {

  /** Where a message goes when it was received this often and is still there. */
  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}
}
