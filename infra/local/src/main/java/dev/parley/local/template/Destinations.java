package dev.parley.local.template;

import java.util.Optional;

/** Reads where Lambda sends what it could not, or could, have done. */
final class Destinations {
  private static final String DESTINATION = "Destination";
  private static final String TARGET = "TargetArn";

  private final ResourceReading reading;

  Destinations(ResourceReading reading) {
    this.reading = reading;
  }

  /** OnFailure of a stream: SAM needs the type only for permissions. */
  Optional<String> ofDiscardedRecords(Fields written) {
    String given = written.text(DESTINATION).orElse("");
    boolean isTopic = reading.withArn(Declaration.TOPIC, given).isPresent();
    Optional<String> type =
        written.has("Type")
            ? written.word("Type", "SQS", "SNS")
            : Optional.of(isTopic ? "SNS" : "SQS");
    Optional<String> arn = type.flatMap(it -> ofType(written, DESTINATION, it));
    written.done();
    return arn;
  }

  /** OnSuccess or OnFailure of asynchronous invocations. */
  Optional<String> ofInvocations(Fields written) {
    if (!written.has("Type")) {
      written.missing("Type");
    }
    Optional<String> type = written.word("Type", "SQS", "SNS", "Lambda");
    Optional<String> arn = Optional.empty();
    if (written.has(DESTINATION)) {
      arn = type.flatMap(it -> ofType(written, DESTINATION, it));
      written.value(DESTINATION);
    } else {
      written.wrong(DESTINATION, "is missing, and what SAM would then make is not made here");
    }
    written.done();
    return arn;
  }

  /** DeadLetterQueue of a function. */
  Optional<String> ofDeadLetters(Fields written) {
    if (!written.has("Type")) {
      written.missing("Type");
    }
    Optional<String> arn =
        written.word("Type", "SQS", "SNS").flatMap(it -> ofType(written, TARGET, it));
    written.value(TARGET);
    written.done();
    return arn;
  }

  private Optional<String> ofType(Fields written, String key, String type) {
    return switch (type) {
      case "SQS" -> reading.queue(written, key).map(it -> standard(written, key, it, "Arn"));
      case "SNS" -> reading.topic(written, key).map(it -> standard(written, key, it, "TopicArn"));
      default -> {
        String function = reading.function(written, key);
        yield function.isEmpty() ? Optional.empty() : written.text(key);
      }
    };
  }

  // Lambda gives its messages no group, without which nothing can be sent to what keeps order.
  private String standard(Fields written, String key, Declaration resource, String attribute) {
    if (reading.names().isFifo(resource)) {
      written.wrong(key, "keeps order (FIFO), and Lambda sends only to what is standard");
    }
    return reading.attribute(resource, attribute);
  }
}
