package dev.parley.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LocalClock clock = new LocalClock();
  private final Received received = new Received();
  private final List<Schedules> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Schedules::close);
  }

  private Schedules start(Sample sample) {
    Schedules schedules =
        Schedules.start(
            List.of(sample.definition()), clock, received, received, Optional.empty(), _ -> {});
    started.add(schedules);
    return schedules;
  }

  private void moveTo(Instant instant) {
    clock.advance(Duration.between(clock.instant(), instant));
  }

  private static Instant hour(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  @Test
  @Conforms("schedule-rate")
  void aRateFiresAtOnceAndThenWhenItsTimeHasPassed() throws Exception {
    Schedules schedules = start(Sample.of("rate(1 hour)"));
    Instant first = Instant.parse(received.nextJson().path("time").asText());
    clock.advance(Duration.ofMinutes(61));
    assertThat(received.nextJson().path("time").asText())
        .isEqualTo(first.plus(1, ChronoUnit.HOURS).toString());
    assertThat(received.waiting()).isZero();
    assertThat(schedules.list())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.count()).isEqualTo(2);
              assertThat(it.last()).contains(first.plus(1, ChronoUnit.HOURS));
              assertThat(it.next()).contains(first.plus(2, ChronoUnit.HOURS));
            });
  }

  @Test
  void aJumpOverManyFiringsFiresTheLastAndStepsFireEach() throws Exception {
    start(Sample.of("cron(0 * * * ? *)"));
    Instant hour = hour(clock.instant());
    moveTo(hour.plus(9, ChronoUnit.HOURS).plus(MINUTE));
    assertThat(received.nextJson().path("time").asText())
        .isEqualTo(hour.plus(9, ChronoUnit.HOURS).toString());
    List<String> times = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      clock.advance(Duration.ofHours(1));
      expected.add(hour.plus(i, ChronoUnit.HOURS).toString());
    }
    for (int i = 10; i < 40; i++) {
      times.add(received.nextJson().path("time").asText());
    }
    assertThat(times).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(received.waiting()).isZero();
  }

  @Test
  void realTimeFiresToo() throws Exception {
    Instant soon = clock.instant().plusSeconds(2);
    start(Sample.at(soon));
    assertThat(received.nextJson().path("time").asText())
        .isEqualTo(soon.truncatedTo(ChronoUnit.SECONDS).toString());
    assertThat(clock.instant()).isAfterOrEqualTo(soon.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  @Conforms("schedule-event")
  void withoutInputTheFunctionGetsAScheduledEvent() throws Exception {
    Instant hour = hour(clock.instant());
    start(Sample.of("cron(0 * * * ? *)"));
    moveTo(hour);
    JsonNode event = received.nextJson();
    assertThat(event.path("id").asText()).hasSize(36);
    assertThat(event.toString())
        .isEqualTo(
            """
            {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.scheduler",\
            "account":"123456789012","time":"%s","region":"eu-west-1","resources":["%s"],\
            "detail":"{}"}\
            """
                .formatted(event.path("id").asText(), hour, Sample.ARN));
  }

  @Test
  @Conforms("schedule-context")
  void contextAttributesOfTheInputAreReplaced() throws Exception {
    Instant at = hour(clock.instant());
    String input =
        "[\"<aws.scheduler.schedule-arn>\",\"<aws.scheduler.scheduled-time>\","
            + "\"<aws.scheduler.execution-id>\",\"<aws.scheduler.attempt-number>\",\"<other>\"]";
    start(Sample.at(at).input(input));
    moveTo(at);
    String event = received.next();
    assertThat(event)
        .startsWith("Sweeper [\"%s\",\"%s\",\"".formatted(Sample.ARN, at))
        .endsWith("\",\"1\",\"<other>\"]")
        .containsPattern("\"[0-9a-f]{16}\"");
  }

  @Test
  @Conforms("schedule-stays")
  void aOneTimeScheduleStaysUnlessItIsToBeDeleted() throws Exception {
    Instant at = hour(clock.instant());
    Schedules staying = start(Sample.at(at));
    moveTo(at);
    received.next();
    assertThat(staying.list()).singleElement().matches(it -> it.next().isEmpty());

    Instant later = hour(clock.instant());
    Schedules deleted = start(Sample.at(later).deleted());
    assertThat(deleted.list()).hasSize(1);
    moveTo(later);
    received.next();
    deleted.close();
    assertThat(deleted.list()).isEmpty();
  }

  @Test
  @Conforms("schedule-dates")
  void nothingFiresOutsideOfItsDates() throws Exception {
    Instant from = hour(clock.instant()).plus(5, ChronoUnit.HOURS);
    Instant to = from.plus(2, ChronoUnit.HOURS);
    Schedules schedules = start(Sample.of("rate(1 hour)").between(from, to));
    assertThat(schedules.list().getFirst().next()).contains(from);
    moveTo(from.minusSeconds(10));
    assertThat(received.waiting()).isZero();
    moveTo(from);
    assertThat(received.nextJson().path("time").asText()).isEqualTo(from.toString());
    moveTo(to.plus(MINUTE));
    assertThat(received.nextJson().path("time").asText())
        .isEqualTo(from.plus(1, ChronoUnit.HOURS).toString());
    assertThat(schedules.list().getFirst().next()).isEmpty();
    assertThat(received.waiting()).isZero();
  }

  @Test
  void aFlexibleScheduleFiresWithinItsWindow() throws Exception {
    Instant at = hour(clock.instant()).plus(1, ChronoUnit.HOURS);
    start(Sample.at(at).flexible(30));
    moveTo(at.plus(30, ChronoUnit.MINUTES));
    assertThat(received.nextJson().path("time").asText()).isEqualTo(at.toString());
  }

  @Test
  void aDisabledScheduleFiresOnlyByHand() throws Exception {
    Schedules schedules = start(Sample.of("rate(1 minute)").disabled());
    clock.advance(Duration.ofHours(1));
    assertThat(schedules.list().getFirst().next()).isEmpty();
    assertThat(received.waiting()).isZero();
    schedules.fire("sweep");
    received.next();
    assertThat(schedules.list().getFirst().count()).isEqualTo(1);
    assertThatThrownBy(() -> schedules.fire("other")).hasMessageContaining("other");
  }

  @Test
  @Conforms("schedule-retries")
  void aRefusedFiringIsTriedAgainByTheClockUntilItIsTaken() throws Exception {
    received.refusal =
        Optional.of(new Target.NotAccepted("TooManyRequestsException", "slow down", true));
    Instant at = hour(clock.instant());
    start(Sample.at(at).input("\"<aws.scheduler.attempt-number>\""));
    moveTo(at);
    assertThat(received.next()).endsWith("\"1\"");
    for (int attempt = 2; attempt < 12; attempt++) {
      assertThat(nextAttempt()).endsWith("\"" + attempt + "\"");
    }
    received.refusal = Optional.empty();
    assertThat(nextAttempt()).endsWith("\"12\"");
    clock.advance(Duration.ofHours(1));
    assertThat(received.waiting()).isZero();
  }

  // The alarm of the next attempt is set a moment after the one before has failed: a clock that
  // runs without waiting for it would make the event too old.
  private String nextAttempt() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      clock.advance(Duration.ofMinutes(5));
      Optional<String> attempt = received.within(Duration.ofMillis(50));
      if (attempt.isPresent()) {
        return attempt.get();
      }
    }
    throw new AssertionError("no attempt came");
  }

  @Test
  @Conforms({"schedule-retries", "schedule-dead-letters"})
  void whenTheAttemptsAreUsedUpTheEventIsADeadLetter() throws Exception {
    received.refusal = Optional.of(new Target.NotAccepted("ServiceException", "broken", true));
    Instant at = hour(clock.instant());
    start(Sample.at(at).input("{\"a\":1}").retry(new Definition.Retry(1, Duration.ofDays(1))));
    moveTo(at);
    received.next();
    nextAttempt();
    Received.DeadLetter dead = received.nextDeadLetter();
    assertThat(dead.queueArn()).isEqualTo(Sample.QUEUE);
    assertThat(dead.body()).isEqualTo("{\"a\":1}");
    assertThat(dead.attributes())
        .containsEntry("ERROR_CODE", "ServiceException")
        .containsEntry("ERROR_MESSAGE", "broken")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "1")
        .containsEntry("IS_PAYLOAD_TRUNCATED", "false")
        .containsEntry("SCHEDULED_TIME", at.toString())
        .containsEntry("SCHEDULE_ARN", Sample.ARN)
        .containsEntry("TARGET_ARN", Sample.FUNCTION)
        .containsKey("EXECUTION_ID");
  }

  @Test
  @Conforms("schedule-dead-letters")
  void whatRetryingCannotHelpIsADeadLetterAtOnce() throws Exception {
    received.refusal =
        Optional.of(new Target.NotAccepted("ResourceNotFoundException", "no function", false));
    Instant at = hour(clock.instant());
    start(Sample.at(at));
    moveTo(at);
    assertThat(received.nextDeadLetter().attributes())
        .containsEntry("RETRY_ATTEMPTS", "0")
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  @Conforms("schedule-retries")
  void anEventThatIsTooOldIsADeadLetter() throws Exception {
    received.refusal = Optional.of(new Target.NotAccepted("ServiceException", "broken", true));
    Instant at = hour(clock.instant());
    start(Sample.at(at).retry(new Definition.Retry(185, MINUTE)));
    moveTo(at);
    received.next();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (received.deadLetters() == 0 && System.nanoTime() < deadline) {
      clock.advance(Duration.ofSeconds(5));
      Thread.onSpinWait();
    }
    assertThat(received.nextDeadLetter().attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }
}
