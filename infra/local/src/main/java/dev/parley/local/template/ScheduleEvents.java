package dev.parley.local.template;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events that have EventBridge Scheduler invoke a function. */
final class ScheduleEvents {
  private static final int MAX_RETRIES = 185;
  private static final int MIN_AGE = 60;
  private static final int MAX_AGE = 86_400;
  private static final int MAX_WINDOW_MINUTES = 1_440;
  private static final String DEFAULT_GROUP = "default";
  private static final String NAME = "[0-9a-zA-Z-_.]{1,64}";

  private final ResourceReading reading;
  private final List<ScheduleResource> schedules = new ArrayList<>();

  ScheduleEvents(ResourceReading reading) {
    this.reading = reading;
  }

  List<ScheduleResource> all() {
    return schedules;
  }

  /** How often and how long an invocation is tried. */
  private record Retry(int attempts, int age) {}

  void read(EventTarget target, String id, Fields event) {
    event.nothing("permissions are not checked here", "RoleArn", "PermissionsBoundary");
    event.nothing("nothing is encrypted on the way to the same machine", "KmsKeyArn");
    event.nothing("it is for people", "Description");
    String name = name(id, event);
    String group = group(event);
    Optional<Instant> start = instant(event, "StartDate");
    Optional<Instant> end = instant(event, "EndDate");
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      event.wrong("EndDate", "is not after the StartDate");
    }
    Retry retry =
        event
            .fields("RetryPolicy")
            .map(ScheduleEvents::retry)
            .orElse(new Retry(MAX_RETRIES, MAX_AGE));
    ScheduleResource schedule =
        new ScheduleResource(
            id,
            name,
            group,
            Aws.arn("scheduler", "schedule/" + group + "/" + name),
            target.function(),
            event.requiredText("ScheduleExpression"),
            timezone(event),
            start,
            end,
            input(event),
            retry.attempts(),
            Duration.ofSeconds(retry.age()),
            event.fields("DeadLetterConfig").flatMap(this::deadLetters),
            event.word("State", "ENABLED", "DISABLED").orElse("ENABLED").equals("ENABLED"),
            event.fields("FlexibleTimeWindow").map(ScheduleEvents::window).orElse(Duration.ZERO));
    event.done();
    schedules.add(schedule);
  }

  private String name(String id, Fields event) {
    if (event.flag("OmitName").orElse(false) && event.has("Name")) {
      event.wrong("Name", "is not allowed with OmitName");
    }
    event.text("Name");
    String name =
        reading.made(id, Declaration.SCHEDULE).map(it -> reading.names().name(it)).orElse(id);
    if (!name.matches(NAME)) {
      event.wrong("Name", "is '" + name + "', not 1 to 64 letters, digits, -, _ and .");
    }
    return name;
  }

  private String group(Fields event) {
    String group = event.text("GroupName").orElse(DEFAULT_GROUP);
    boolean known =
        reading.of(Declaration.SCHEDULE_GROUP).stream()
            .anyMatch(it -> reading.names().name(it).equals(group));
    if (!group.equals(DEFAULT_GROUP) && !known) {
      event.wrong("GroupName", "is " + group + ", not a schedule group of this template");
    }
    return group;
  }

  private static Optional<Instant> instant(Fields event, String key) {
    return event
        .text(key)
        .flatMap(
            it -> {
              try {
                return Optional.of(Instant.parse(it));
              } catch (DateTimeParseException e) {
                return event.wrong(key, "is '" + it + "', not a time like 2026-01-31T12:00:00Z");
              }
            });
  }

  private static String timezone(Fields event) {
    String zone = event.text("ScheduleExpressionTimezone").orElse("UTC");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      event.wrong("ScheduleExpressionTimezone", "is '" + zone + "', not a time zone's name");
    }
    return zone;
  }

  private static Optional<String> input(Fields event) {
    Optional<String> input = event.text("Input");
    if (input.filter(it -> Json.parsed(it).isEmpty()).isPresent()) {
      event.wrong("Input", "is no JSON");
    }
    return input;
  }

  private static Retry retry(Fields policy) {
    int attempts = policy.whole("MaximumRetryAttempts", 0, MAX_RETRIES).orElse(MAX_RETRIES);
    int age = policy.whole("MaximumEventAgeInSeconds", MIN_AGE, MAX_AGE).orElse(MAX_AGE);
    policy.done();
    return new Retry(attempts, age);
  }

  private Optional<String> deadLetters(Fields config) {
    Optional<Declaration> queue = Optional.empty();
    if (config.has("Arn")) {
      config.word("Type", "SQS");
      queue = reading.queue(config, "Arn");
    } else {
      config.nothing("without Arn they are refused", "Type", "QueueLogicalId");
      config.wrong("Arn", "is missing, and the queue that SAM would then make is not made here");
    }
    config.done();
    if (queue.filter(reading.names()::isFifo).isPresent()) {
      config.wrong("Arn", "is a FIFO queue, and Scheduler's dead letters need a standard one");
    }
    return queue.map(it -> reading.attribute(it, "Arn"));
  }

  private static Duration window(Fields written) {
    boolean flexible =
        written.word("Mode", "OFF", "FLEXIBLE").filter("FLEXIBLE"::equals).isPresent();
    if (!written.has("Mode")) {
      written.missing("Mode");
    }
    Optional<Integer> minutes = written.whole("MaximumWindowInMinutes", 1, MAX_WINDOW_MINUTES);
    if (flexible != written.has("MaximumWindowInMinutes")) {
      written.wrong("MaximumWindowInMinutes", "belongs to the Mode FLEXIBLE, and to no other");
    }
    written.done();
    return Duration.ofMinutes(minutes.orElse(0));
  }
}
