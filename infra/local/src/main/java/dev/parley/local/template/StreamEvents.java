package dev.parley.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events that have Lambda read the stream of a table. */
final class StreamEvents {
  private static final int DEFAULT_BATCH = 100;
  private static final int MAX_BATCH = 10_000;
  private static final int FOREVER = -1;
  private static final int MAX_RETRIES = 10_000;
  private static final int MIN_AGE = 60;
  private static final int MAX_AGE = 604_800;
  private static final int MAX_PARALLELIZATION = 10;

  private static final String POSITION = "StartingPosition";
  private static final String AGE = "MaximumRecordAgeInSeconds";

  private final ResourceReading reading;
  private final Mappings mappings;
  private final Destinations destinations;
  private final List<EventSourceResource.StreamSource> sources = new ArrayList<>();

  StreamEvents(ResourceReading reading, Mappings mappings) {
    this.reading = reading;
    this.mappings = mappings;
    this.destinations = new Destinations(reading);
  }

  List<EventSourceResource.StreamSource> all() {
    return sources;
  }

  void read(EventTarget target, String id, Fields event) {
    Mappings.ignore(event);
    Optional<Declaration> table =
        reading.resource(
            event, "Stream", Declaration.TABLE, "a stream of a table of this template");
    String stream = table.map(it -> reading.attribute(it, "StreamArn")).orElse("");
    table.ifPresent(_ -> mappings.take(event, "Stream", target, stream));
    if (!event.has(POSITION)) {
      event.missing(POSITION);
    }
    var position =
        event
            .word(POSITION, "TRIM_HORIZON", "LATEST")
            .map(EventSourceResource.StartingPosition::valueOf)
            .orElse(EventSourceResource.StartingPosition.LATEST);
    Optional<String> onFailure = event.fields("DestinationConfig").flatMap(this::onFailure);
    var source =
        new EventSourceResource.StreamSource(
            id,
            target.function(),
            table.map(Declaration::id).orElse(""),
            stream,
            position,
            event.whole("BatchSize", 1, MAX_BATCH).orElse(DEFAULT_BATCH),
            Mappings.window(event),
            event.flag("BisectBatchOnFunctionError").orElse(false),
            event.whole("MaximumRetryAttempts", FOREVER, MAX_RETRIES).filter(it -> it != FOREVER),
            age(event),
            event.whole("ParallelizationFactor", 1, MAX_PARALLELIZATION).orElse(1),
            Mappings.partial(event),
            onFailure,
            Mappings.filters(event),
            Mappings.enabled(event));
    event.done();
    sources.add(source);
  }

  private static Optional<Duration> age(Fields event) {
    Optional<Integer> age = event.whole(AGE, FOREVER, MAX_AGE).filter(it -> it != FOREVER);
    if (age.filter(it -> it < MIN_AGE).isPresent()) {
      event.wrong(AGE, "is " + age.get() + ", neither -1 nor from " + MIN_AGE + " to " + MAX_AGE);
    }
    return age.map(Duration::ofSeconds);
  }

  private Optional<String> onFailure(Fields config) {
    Optional<String> arn = config.fields("OnFailure").flatMap(destinations::ofDiscardedRecords);
    config.done();
    return arn;
  }
}
