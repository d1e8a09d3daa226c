package dev.parley.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An event source mapping: which function gets the messages of a queue, and how.
 *
 * @param function logical id in the template
 * @param window how long messages may be gathered until there are batchSize of them
 * @param partial ReportBatchItemFailures: what the function returns says which messages failed
 * @param maximumConcurrency 2 to 1,000
 * @param wanted which messages the function gets, given {@code {"body": …}} with the body parsed
 *     where it is JSON; others are deleted
 */
public record QueueSource(
    String id,
    String function,
    String queueArn,
    int batchSize,
    Duration window,
    boolean partial,
    Optional<Integer> maximumConcurrency,
    Predicate<JsonNode> wanted,
    boolean enabled) {

  int concurrency() {
    return maximumConcurrency.orElse(QueueLimits.CONCURRENCY);
  }
}
