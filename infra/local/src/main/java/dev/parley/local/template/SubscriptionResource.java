package dev.parley.local.template;

import java.util.Optional;

/**
 * What a topic delivers to.
 *
 * @param protocol sqs, lambda, email or email-json
 * @param endpoint the queue's or function's ARN, or the address
 * @param function the function's logical id, when the protocol is lambda
 * @param raw whether the message goes out without an envelope
 * @param filterPolicy a JSON text; without one, everything is delivered
 */
public record SubscriptionResource(
    String id,
    String arn,
    String topicArn,
    String protocol,
    String endpoint,
    Optional<String> function,
    boolean raw,
    Optional<String> filterPolicy,
    FilterPolicyScope scope,
    Optional<String> deadLetterQueueArn) {

  /** What the filter policy looks at. */
  public enum FilterPolicyScope {
    MESSAGE_ATTRIBUTES,
    MESSAGE_BODY
  }
}
