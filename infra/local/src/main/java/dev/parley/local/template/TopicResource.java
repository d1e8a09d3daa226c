package dev.parley.local.template;

import java.util.Optional;

/**
 * An SNS topic.
 *
 * @param fifo whether it keeps the order of its groups
 */
public record TopicResource(
    String id,
    String name,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    Optional<String> displayName) {}
