package dev.parley.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.pattern.EventPattern;
import java.time.Duration;
import java.util.List;
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

  /**
   * What the filter criteria of a source want; all if there are none. Throws {@link
   * dev.parley.local.pattern.PatternException} for one that AWS would refuse.
   */
  public static Predicate<JsonNode> wanted(List<String> filters) {
    List<EventPattern> patterns = filters.stream().map(EventPattern::parse).toList();
    return message -> patterns.isEmpty() || patterns.stream().anyMatch(it -> it.matches(message));
  }

  int concurrency() {
    return maximumConcurrency.orElse(QueueLimits.CONCURRENCY);
  }
}
