package dev.parley.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the events that have Lambda poll a queue, with the checks that it makes at once. */
final class QueueEvents {
  private static final int DEFAULT_BATCH = 10;
  private static final int MAX_BATCH = 10_000;
  private static final int MAX_FIFO_BATCH = 10;
  private static final int MAX_BATCH_WITHOUT_WINDOW = 10;
  private static final int MIN_CONCURRENCY = 2;
  private static final int MAX_CONCURRENCY = 1_000;
  private static final int ADVISED_TIMEOUTS = 6;

  private static final String BATCH = "BatchSize";

  private final ResourceReading reading;
  private final Mappings mappings;
  private final Map<String, QueueResource> queues;
  private final List<EventSourceResource.QueueSource> sources = new ArrayList<>();

  /**
   * @param queues the template's queues by their ARNs
   */
  QueueEvents(ResourceReading reading, Mappings mappings, Map<String, QueueResource> queues) {
    this.reading = reading;
    this.mappings = mappings;
    this.queues = queues;
  }

  List<EventSourceResource.QueueSource> all() {
    return sources;
  }

  void read(EventTarget target, String id, Fields event) {
    Mappings.ignore(event);
    Optional<QueueResource> queue =
        reading.queue(event, "Queue").map(it -> queues.get(reading.attribute(it, "Arn")));
    int batch = event.whole(BATCH, 1, MAX_BATCH).orElse(DEFAULT_BATCH);
    Duration window = Mappings.window(event);
    queue.ifPresent(
        it -> {
          mappings.take(event, "Queue", target, it.arn());
          checkBatch(event, it, batch, window);
          checkVisibility(event, it, target, window);
        });
    Optional<Integer> concurrency = event.fields("ScalingConfig").flatMap(QueueEvents::concurrency);
    var source =
        new EventSourceResource.QueueSource(
            id,
            target.function(),
            queue.map(QueueResource::arn).orElse(""),
            batch,
            window,
            Mappings.partial(event),
            concurrency,
            Mappings.filters(event),
            Mappings.enabled(event));
    event.done();
    sources.add(source);
  }

  private static Optional<Integer> concurrency(Fields scaling) {
    Optional<Integer> most = scaling.whole("MaximumConcurrency", MIN_CONCURRENCY, MAX_CONCURRENCY);
    scaling.done();
    return most;
  }

  private static void checkBatch(Fields event, QueueResource queue, int batch, Duration window) {
    if (queue.fifo() && batch > MAX_FIFO_BATCH) {
      event.wrong(BATCH, "is " + batch + ", and a FIFO queue gives at most " + MAX_FIFO_BATCH);
    } else if (queue.fifo() && window.isPositive()) {
      event.wrong(Mappings.WINDOW, "is for standard queues only");
    } else if (batch > MAX_BATCH_WITHOUT_WINDOW && !window.isPositive()) {
      event.wrong(
          BATCH,
          "is "
              + batch
              + ", and more than "
              + MAX_BATCH_WITHOUT_WINDOW
              + " need a "
              + Mappings.WINDOW
              + " of at least 1");
    }
  }

  private static void checkVisibility(
      Fields event, QueueResource queue, EventTarget target, Duration window) {
    Duration hidden = queue.visibilityTimeout();
    Duration advised = target.timeout().multipliedBy(ADVISED_TIMEOUTS).plus(window);
    String what = "is a queue with a VisibilityTimeout of %d s, ".formatted(hidden.toSeconds());
    if (hidden.compareTo(target.timeout()) < 0) {
      event.wrong(
          "Queue",
          what + "less than the function's Timeout of " + target.timeout().toSeconds() + " s");
    } else if (hidden.compareTo(advised) < 0) {
      event.warn(
          "Queue",
          what
              + "and AWS advises %d times the function's Timeout and the window: %d s"
                  .formatted(ADVISED_TIMEOUTS, advised.toSeconds()));
    }
  }
}
