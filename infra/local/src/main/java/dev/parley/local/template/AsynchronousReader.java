package dev.parley.local.template;

import java.time.Duration;
import java.util.Optional;

/** Reads a function's EventInvokeConfig and DeadLetterQueue. */
final class AsynchronousReader {
  private static final int MAX_RETRIES = 2;
  private static final int MIN_AGE = 60;
  private static final int MAX_AGE = 21_600;

  private final Destinations destinations;

  AsynchronousReader(ResourceReading reading) {
    this.destinations = new Destinations(reading);
  }

  FunctionResource.Asynchronous read(Fields function) {
    Optional<Fields> config = function.fields("EventInvokeConfig");
    Optional<Fields> told = config.flatMap(it -> it.fields("DestinationConfig"));
    var asynchronous =
        new FunctionResource.Asynchronous(
            config
                .flatMap(it -> it.whole("MaximumRetryAttempts", 0, MAX_RETRIES))
                .orElse(MAX_RETRIES),
            config
                .flatMap(it -> it.seconds("MaximumEventAgeInSeconds", MIN_AGE, MAX_AGE))
                .orElse(Duration.ofSeconds(MAX_AGE)),
            told.flatMap(it -> it.fields("OnSuccess")).flatMap(destinations::ofInvocations),
            told.flatMap(it -> it.fields("OnFailure")).flatMap(destinations::ofInvocations),
            function.fields("DeadLetterQueue").flatMap(destinations::ofDeadLetters));
    told.ifPresent(Fields::done);
    config.ifPresent(Fields::done);
    return asynchronous;
  }
}
