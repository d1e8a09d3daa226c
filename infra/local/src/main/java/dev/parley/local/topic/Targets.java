package dev.parley.local.topic;

import java.util.Optional;

/** Where topics deliver to. */
public interface Targets {
  /** Whether the policy of the queue lets SNS send to it for the topic. */
  boolean mayPublish(String topicArn, String queueArn);

  /** Returns when the queue has stored the message. */
  void send(String queueArn, QueueMessage message) throws UndeliverableException;

  /**
   * Hands an event over to be invoked asynchronously, and returns when it is kept.
   *
   * @param endpoint of the subscription: the ARN of a function
   * @param trace the X-Ray header of the publisher
   */
  void invoke(String endpoint, byte[] event, Optional<String> trace) throws UndeliverableException;
}
