package dev.parley.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An event source mapping: what Lambda reads for a function, batch by batch. */
public sealed interface EventSourceResource {
  /** The logical id that SAM gives to the mapping. */
  String id();

  /** The function's logical id. */
  String function();

  int batchSize();

  /** How long a batch may wait to be filled. */
  Duration window();

  /** Whether the function says itself which items of a batch failed: ReportBatchItemFailures. */
  boolean partial();

  /** Patterns as JSON; an item that fits none is dropped, and none let everything through. */
  List<String> filters();

  boolean enabled();

  /** A queue. */
  record QueueSource(
      String id,
      String function,
      String queueArn,
      int batchSize,
      Duration window,
      boolean partial,
      Optional<Integer> maximumConcurrency,
      List<String> filters,
      boolean enabled)
      implements EventSourceResource {
    public QueueSource {
      filters = List.copyOf(filters);
    }
  }

  /**
   * The stream of a table.
   *
   * @param table the table's logical id
   * @param bisect whether a batch that failed is split
   * @param maximumRetryAttempts empty: as long as the records are there
   * @param maximumRecordAge empty: as long as the records are there
   * @param parallelization how many batches of a shard may be on their way at a time
   * @param onFailureArn the queue or topic that is told of batches given up
   */
  record StreamSource(
      String id,
      String function,
      String table,
      String streamArn,
      StartingPosition startingPosition,
      int batchSize,
      Duration window,
      boolean bisect,
      Optional<Integer> maximumRetryAttempts,
      Optional<Duration> maximumRecordAge,
      int parallelization,
      boolean partial,
      Optional<String> onFailureArn,
      List<String> filters,
      boolean enabled)
      implements EventSourceResource {
    public StreamSource {
      filters = List.copyOf(filters);
    }
  }

  /** Where reading begins. */
  enum StartingPosition {
    TRIM_HORIZON,
    LATEST
  }
}
