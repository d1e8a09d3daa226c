package dev.parley.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which stream is handed to which function, and how.
 *
 * @param id logical id of the mapping
 * @param function logical id of the function
 * @param engineStream ARN of the stream on the engine that holds it
 * @param streamArn ARN of the stream on AWS, which events carry
 * @param maximumRetryAttempts empty: until a record expires
 * @param maximumRecordAge empty: until a record expires
 * @param partial whether the function reports single records (ReportBatchItemFailures)
 * @param onFailure ARN of the queue or topic that hears of batches given up
 * @param filter sees each record as the function would; what it refuses is never delivered
 */
public record StreamSource(
    String id,
    String function,
    String functionArn,
    String engineStream,
    String streamArn,
    StartingPosition startingPosition,
    int batchSize,
    Duration window,
    boolean bisect,
    Optional<Integer> maximumRetryAttempts,
    Optional<Duration> maximumRecordAge,
    int parallelization,
    boolean partial,
    Optional<String> onFailure,
    Predicate<JsonNode> filter,
    boolean enabled) {
  /** AWS's limits of what may be asked for. */
  private static final int MAXIMUM_BATCH = 10_000;

  private static final int MAXIMUM_ATTEMPTS = 10_000;
  private static final int MAXIMUM_PARALLELIZATION = 10;
  private static final Duration MAXIMUM_WINDOW = Duration.ofSeconds(300);
  private static final Duration MINIMUM_AGE = Duration.ofSeconds(60);
  private static final Duration MAXIMUM_AGE = Duration.ofDays(7);

  /** Where a source begins that has not run before. */
  public enum StartingPosition {
    TRIM_HORIZON,
    LATEST
  }

  /** Throws {@link IllegalArgumentException} for what AWS would refuse. */
  public StreamSource {
    require(id, batchSize >= 1 && batchSize <= MAXIMUM_BATCH, "BatchSize is 1 to 10000");
    require(
        id,
        !window.isNegative() && window.compareTo(MAXIMUM_WINDOW) <= 0,
        "MaximumBatchingWindowInSeconds is 0 to 300");
    require(
        id,
        maximumRetryAttempts.stream().allMatch(it -> it >= 0 && it <= MAXIMUM_ATTEMPTS),
        "MaximumRetryAttempts is -1 to 10000");
    require(
        id,
        maximumRecordAge.stream()
            .allMatch(it -> it.compareTo(MINIMUM_AGE) >= 0 && it.compareTo(MAXIMUM_AGE) <= 0),
        "MaximumRecordAgeInSeconds is -1 or 60 to 604800");
    require(
        id,
        parallelization >= 1 && parallelization <= MAXIMUM_PARALLELIZATION,
        "ParallelizationFactor is 1 to 10");
  }

  private static void require(String id, boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(id + ": " + rule);
    }
  }

  /** The Region that the stream's ARN names. */
  String region() {
    return streamArn.split(":", 5)[3];
  }
}
