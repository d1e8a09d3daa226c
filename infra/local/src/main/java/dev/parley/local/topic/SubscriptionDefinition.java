package dev.parley.local.topic;

import dev.parley.local.pattern.FilterPolicy.Scope;
import java.util.Optional;

/**
 * A subscription of the template.
 *
 * @param protocol sqs, lambda, email or email-json
 * @param endpoint the ARN of the queue or function, or an address
 * @param filterPolicy as JSON
 */
public record SubscriptionDefinition(
    String topicArn,
    String protocol,
    String endpoint,
    boolean raw,
    Optional<String> filterPolicy,
    Scope scope,
    Optional<String> deadLetterQueueArn) {}
