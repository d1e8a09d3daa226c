package dev.parley.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.dynamo.LocalDynamo;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFailureTest {
  private static LocalDynamo dynamo;
  private StreamFixture fixture;

  @BeforeAll
  static void startEngine() {
    dynamo = LocalDynamo.start(Optional.empty());
  }

  @AfterAll
  static void stopEngine() {
    dynamo.close();
  }

  @BeforeEach
  void makeTable() {
    fixture = StreamFixture.on(dynamo);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** Answers so one after the other, and then with nothing. */
  private void answers(Answer... answers) {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    fixture.function = _ -> left.isEmpty() ? StreamFixture.NOTHING : left.poll();
  }

  @Test
  @Conforms("streams-block")
  void aFailingBatchIsRetriedAndTheShardWaitsForIt() {
    answers(StreamFixture.FAILED, new Answer.TimedOut(Duration.ofSeconds(3)));
    fixture.start(it -> it.batchSize = 2);
    fixture.put("a");
    fixture.delivered(1);
    fixture.put("b");
    assertThat(fixture.delivered(4)).containsExactly("a", "a", "a", "b");
    assertThat(fixture.status().failures()).isEqualTo(2);
    StreamFixture.eventually(() -> fixture.status().handled() == 2);
    assertThat(fixture.status().givenUp()).isZero();
  }

  @Test
  void aJumpOfTheClockEndsThePauseBeforeARetry() {
    fixture.function = _ -> StreamFixture.FAILED;
    fixture.start(it -> it.attempts = Optional.of(14));
    fixture.put("a");
    // In real time the pauses of 14 retries last four minutes.
    StreamFixture.eventually(
        () -> {
          fixture.clock.advance(StreamLimits.LONGEST_PAUSE);
          return fixture.reports.size() == 1;
        });
    assertThat(fixture.events).hasSize(15);
  }

  @Test
  @Conforms("streams-attempts")
  void aBatchThatUsedUpItsRetriesIsReportedAndTheShardGoesOn() {
    fixture.function =
        batch -> batch.contains("bad") ? StreamFixture.FAILED : StreamFixture.NOTHING;
    fixture.put("bad", "beside", "good");
    fixture.start(
        it -> {
          it.attempts = Optional.of(1);
          it.batchSize = 2;
        });
    assertThat(fixture.delivered(5)).containsExactly("bad", "beside", "bad", "beside", "good");
    JsonNode report = fixture.reports.getFirst();
    assertThat(report.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(report.at("/requestContext/functionArn").asText()).isEqualTo(StreamFixture.FUNCTION);
    assertThat(report.at("/requestContext/requestId").asText()).hasSize(36);
    assertThat(report.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
    assertThat(report.get("responseContext"))
        .isEqualTo(
            StreamFixture.read(
                """
                {"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}\
                """
                    .getBytes()));
    assertThat(report.get("version").asText()).isEqualTo("1.0");
    assertThat(report.get("timestamp").asText()).endsWith("Z");
    JsonNode info = report.get("DDBStreamBatchInfo");
    assertThat(info.get("shardId").asText()).startsWith("shardId-");
    assertThat(info.get("startSequenceNumber").asText()).isEqualTo(fixture.sequence("bad"));
    assertThat(info.get("endSequenceNumber").asText()).isEqualTo(fixture.sequence("beside"));
    assertThat(info.get("approximateArrivalOfFirstRecord").asText()).endsWith("Z");
    assertThat(info.get("approximateArrivalOfLastRecord").asText()).endsWith("Z");
    assertThat(info.get("batchSize").asInt()).isEqualTo(2);
    assertThat(info.get("streamArn").asText()).isEqualTo(StreamFixture.STREAM);
    StreamFixture.eventually(() -> fixture.status().givenUp() == 2);
  }

  @Test
  @Conforms("streams-age")
  void whatIsTooOldIsNotTriedAgain() {
    fixture.function =
        batch -> batch.contains("bad") ? StreamFixture.FAILED : StreamFixture.NOTHING;
    fixture.start(it -> it.age = Optional.of(Duration.ofMinutes(2)));
    fixture.put("bad");
    fixture.delivered(1);
    fixture.clock.advance(Duration.ofMinutes(3));
    StreamFixture.eventually(() -> fixture.reports.size() == 1);
    fixture.put("good");
    StreamFixture.eventually(() -> fixture.delivered().contains("good"));
    assertThat(fixture.reports.getFirst().at("/requestContext/condition").asText())
        .isEqualTo("RecordAgeExceeded");
    assertThat(fixture.reports).hasSize(1);
  }

  @Test
  @Conforms("streams-expire")
  void withoutBoundsARecordIsTriedUntilItLeavesTheStream() {
    fixture.function =
        batch -> batch.contains("bad") ? StreamFixture.FAILED : StreamFixture.NOTHING;
    fixture.start(_ -> {});
    fixture.put("bad");
    fixture.delivered(1);
    fixture.clock.advance(Duration.ofHours(23));
    fixture.delivered(2);
    fixture.clock.advance(Duration.ofHours(2));
    fixture.put("good");
    StreamFixture.eventually(() -> fixture.delivered().contains("good"));
    assertThat(fixture.status().givenUp()).isOne();
    assertThat(fixture.reports).isEmpty();
  }

  @Test
  @Conforms("streams-bisect")
  void aFailingBatchIsHalvedUntilOnlyTheBadRecordIsLeft() {
    fixture.function =
        batch -> batch.contains("bad") ? StreamFixture.FAILED : StreamFixture.NOTHING;
    fixture.put("1", "2", "3", "4", "5", "bad", "7", "8");
    fixture.start(
        it -> {
          it.bisect = true;
          it.attempts = Optional.of(1);
        });
    StreamFixture.eventually(() -> fixture.status().handled() == 7);
    assertThat(fixture.batches())
        .containsExactly(
            List.of("1", "2", "3", "4", "5", "bad", "7", "8"),
            List.of("1", "2", "3", "4"),
            List.of("5", "bad", "7", "8"),
            List.of("5", "bad"),
            List.of("5"),
            List.of("bad"),
            List.of("bad"),
            List.of("7", "8"));
    assertThat(fixture.reports)
        .singleElement()
        .satisfies(it -> assertThat(it.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1));
  }

  @Test
  @Conforms("streams-partial")
  void reportedFailuresAreRetriedFromTheLowestOn() {
    fixture.function =
        batch ->
            fixture.events.size() == 1
                ? fixture.failing(fixture.sequence("d"), fixture.sequence("b"))
                : StreamFixture.NOTHING;
    fixture.put("a", "b", "c", "d");
    fixture.start(it -> it.partial = true);
    fixture.delivered(7);
    assertThat(fixture.batches())
        .containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c", "d"));
  }

  @Test
  @Conforms("streams-partial")
  void withBisectTheBatchIsSplitWhereTheFunctionSays() {
    fixture.function =
        batch ->
            fixture.events.size() == 1
                ? fixture.failing(fixture.sequence("d"))
                : StreamFixture.NOTHING;
    fixture.put("a", "b", "c", "d");
    fixture.start(
        it -> {
          it.partial = true;
          it.bisect = true;
          it.attempts = Optional.of(0);
        });
    fixture.delivered(5);
    assertThat(fixture.batches()).containsExactly(List.of("a", "b", "c", "d"), List.of("d"));
    assertThat(fixture.reports).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"77\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"id\":\"1\"}]}",
        "{\"batchItemFailures\":[null]}",
        "{\"batchItemFailures\":\"all\"}",
        "\"all\"",
        "{",
      })
  @Conforms("streams-partial-whole")
  void anAnswerThatNamesNoRecordFailsTheWholeBatch(String json) {
    answers(StreamFixture.returning(json));
    fixture.put("a", "b");
    fixture.start(it -> it.partial = true);
    fixture.delivered(4);
    assertThat(fixture.batches()).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}",
      })
  @Conforms("streams-partial-success")
  void nothingReportedIsASuccess(String json) {
    answers(StreamFixture.returning(json));
    fixture.put("a");
    fixture.start(it -> it.partial = true);
    StreamFixture.eventually(() -> fixture.status().handled() == 1);
    assertThat(fixture.status().failures()).isZero();
  }

  @Test
  void withoutReportBatchItemFailuresTheAnswerIsNotRead() {
    fixture.function = _ -> fixture.failing(fixture.sequence("a"));
    fixture.put("a");
    fixture.start(_ -> {});
    StreamFixture.eventually(() -> fixture.status().handled() == 1);
    assertThat(fixture.events).hasSize(1);
  }

  @Test
  void aSinkThatFailsDoesNotHoldUpTheShard() {
    fixture.function =
        batch -> batch.contains("bad") ? StreamFixture.FAILED : StreamFixture.NOTHING;
    fixture.sink =
        _ -> {
          throw new IllegalStateException("the queue is gone");
        };
    fixture.put("bad");
    fixture.start(it -> it.attempts = Optional.of(0));
    fixture.delivered(1);
    fixture.put("good");
    assertThat(fixture.delivered(2)).containsExactly("bad", "good");
    assertThat(Stream.of(fixture.lines.toArray(String[]::new)))
        .anyMatch(it -> it.contains("the queue is gone"));
  }
}
