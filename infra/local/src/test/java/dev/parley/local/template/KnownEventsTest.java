package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.template.EventSourceResource.QueueSource;
import dev.parley.local.template.EventSourceResource.StartingPosition;
import dev.parley.local.template.EventSourceResource.StreamSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of event is understood, with what is written and the defaults of AWS. */
class KnownEventsTest {
  private static final String SQS = "arn:aws:sqs:us-east-1:123456789012:";
  private static final String NEWS = "arn:aws:sns:us-east-1:123456789012:news";

  @Test
  void queuesAsSourcesHaveWhatIsWrittenAndTheDefaultsOfAws() {
    assertThat(Everything.source(QueueSource.class, "WorkerJob"))
        .isEqualTo(
            new QueueSource(
                "WorkerJob",
                "Worker",
                SQS + "work",
                100,
                Duration.ofSeconds(30),
                true,
                Optional.of(2),
                List.of("{\"body\": {\"kind\": [\"paid\"]}}"),
                false));
    assertThat(Everything.source(QueueSource.class, "WorkerStep"))
        .isEqualTo(
            new QueueSource(
                "WorkerStep",
                "Worker",
                Everything.queue("Steps").arn(),
                10,
                Duration.ZERO,
                false,
                Optional.empty(),
                List.of(),
                true));
  }

  @Test
  void streamsAsSourcesHaveWhatIsWrittenAndTheDefaultsOfAws() {
    StreamSource bounded = Everything.source(StreamSource.class, "WorkerChange");
    assertThat(bounded)
        .isEqualTo(
            new StreamSource(
                "WorkerChange",
                "Worker",
                "Notes",
                bounded.streamArn(),
                StartingPosition.TRIM_HORIZON,
                50,
                Duration.ofSeconds(1),
                true,
                Optional.of(3),
                Optional.of(Duration.ofHours(1)),
                2,
                true,
                Optional.of(Everything.queue("Lost").arn()),
                List.of("{\"eventName\": [\"INSERT\"]}"),
                true));
    assertThat(Everything.source(StreamSource.class, "WatcherChange"))
        .isEqualTo(
            new StreamSource(
                "WatcherChange",
                "Watcher",
                "Notes",
                bounded.streamArn(),
                StartingPosition.LATEST,
                100,
                Duration.ZERO,
                false,
                Optional.empty(),
                Optional.empty(),
                1,
                false,
                Optional.empty(),
                List.of(),
                true));
  }

  @Test
  void schedulesHaveWhatIsWrittenAndTheDefaultsOfAws() {
    assertThat(Everything.schedule("WatcherMorning"))
        .isEqualTo(
            new ScheduleResource(
                "WatcherMorning",
                "good-morning",
                "routines",
                "arn:aws:scheduler:us-east-1:123456789012:schedule/routines/good-morning",
                "Watcher",
                "cron(0 8 ? * MON-FRI *)",
                "Europe/Berlin",
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                Optional.of("{\"hello\": true}"),
                2,
                Duration.ofMinutes(5),
                Optional.of(Everything.queue("Lost").arn()),
                false,
                Duration.ofMinutes(15)));
    ScheduleResource tick = Everything.schedule("WatcherTick");
    assertThat(tick.name()).isEqualTo("WatcherTick");
    assertThat(tick.group()).isEqualTo("default");
    assertThat(tick.expression()).isEqualTo("rate(1 minute)");
    assertThat(tick.timezone()).isEqualTo("UTC");
    assertThat(tick.maximumRetryAttempts()).isEqualTo(185);
    assertThat(tick.maximumEventAge()).hasHours(24);
    assertThat(tick.enabled()).isTrue();
    assertThat(tick.flexibleWindow()).isZero();
    assertThat(Everything.STACK.outputs())
        .containsEntry("Tick", "WatcherTick")
        .containsEntry("Morning", "good-morning")
        .containsEntry("MorningArn", Everything.schedule("WatcherMorning").arn())
        .containsEntry("Group", "routines");
  }

  @Test
  void functionsSayWhatBecomesOfEventsThatNobodyWaitsFor() {
    FunctionResource worker = Everything.function("Worker");
    assertThat(worker.recursiveLoop()).isEqualTo(FunctionResource.RecursiveLoop.ALLOW);
    assertThat(worker.asynchronous())
        .isEqualTo(
            new FunctionResource.Asynchronous(
                1,
                Duration.ofMinutes(10),
                Optional.of(Everything.function("Watcher").arn()),
                Optional.of(NEWS),
                Optional.of(Everything.queue("Lost").arn())));
    assertThat(worker.environment()).containsEntry("QUEUE", Everything.queue("Work").url());
    FunctionResource watcher = Everything.function("Watcher");
    assertThat(watcher.recursiveLoop()).isEqualTo(FunctionResource.RecursiveLoop.TERMINATE);
    assertThat(watcher.asynchronous())
        .isEqualTo(
            new FunctionResource.Asynchronous(
                2, Duration.ofHours(6), Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
