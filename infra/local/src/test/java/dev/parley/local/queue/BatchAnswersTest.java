package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.dead;
import static dev.parley.local.queue.QueueFixture.standard;
import static dev.parley.local.queue.QueueFixture.until;
import static dev.parley.local.queue.QueueFixture.visible;
import static dev.parley.local.queue.SourceFixture.NULL;
import static dev.parley.local.queue.SourceFixture.returned;
import static dev.parley.local.queue.SourceFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function's answer means for the messages of its batch. */
class BatchAnswersTest {
  private static final Duration VISIBLE = Duration.ofHours(10);
  private static final Duration AT_ONCE = Duration.ZERO;
  private QueueFixture it;

  @BeforeEach
  void start() {
    it = new QueueFixture(dead(visible(standard("work"), VISIBLE), "dead", 2), standard("dead"));
  }

  @AfterEach
  void close() {
    it.close();
  }

  private boolean empty() {
    QueueDepth depth = it.depth("work");
    return depth.available() + depth.delayed() + depth.inFlight() == 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}"})
  @Conforms("sqs-partial")
  void anAnswerWithoutFailuresMeansThatAllIsHandled(String answer) {
    it.send("work", "a");
    var mapping = source("work", 10, AT_ONCE, true);
    try (var source = new SourceFixture(it, mapping, _ -> returned(answer))) {
      until(() -> !source.events.isEmpty() && empty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"id\":\"x\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}"
      })
  @Conforms("sqs-partial-broken")
  void anAnswerThatNamesNoMessageFailsTheWholeBatch(String answer) {
    it.send("work", "a");
    var mapping = source("work", 10, AT_ONCE, true);
    try (var source = new SourceFixture(it, mapping, _ -> returned(answer))) {
      until(() -> !source.events.isEmpty());
      it.clock.advance(VISIBLE);
      until(() -> source.events.size() == 2);
    }
  }

  @Test
  @Conforms("sqs-partial")
  void onlyWhatFailedComesAgainAndThenGoesToTheDeadLetterQueue() {
    IntStream.range(0, 3).forEach(i -> it.send("work", "m" + i));
    var mapping = source("work", 3, Duration.ofSeconds(1), true);
    try (var source = new SourceFixture(it, mapping, BatchAnswersTest::failM1)) {
      until(() -> source.events.size() == 1 && it.depth("work").inFlight() == 1);
      it.clock.advance(VISIBLE);
      until(() -> source.events.size() == 2 && it.depth("work").inFlight() == 1);
      it.clock.advance(VISIBLE);
      until(() -> it.depth("work").deadLetters() == 1);
      assertThat(it.receive("dead", 5).getFirst().body()).isEqualTo("m1");
      assertThat(source.bodies().stream().filter("m1"::equals)).hasSize(2);
      assertThat(source.bodies()).hasSize(4);
    }
  }

  private static Answer failM1(JsonNode event) {
    for (JsonNode record : event.path("Records")) {
      if (record.path("body").asText().equals("m1")) {
        return returned(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                .formatted(record.path("messageId").asText()));
      }
    }
    return NULL;
  }

  @Test
  @Conforms("sqs-partial-broken")
  void anExceptionOrATimeoutFailsTheWholeBatch() {
    it.send("work", "a");
    AtomicInteger count = new AtomicInteger();
    try (var source =
        new SourceFixture(
            it,
            source("work", 10, AT_ONCE, true),
            _ ->
                count.getAndIncrement() == 0
                    ? new Answer.Failed("java.lang.Error", "no")
                    : new Answer.TimedOut(Duration.ofSeconds(3)))) {
      for (int i = 1; i <= 2; i++) {
        int times = i;
        until(() -> source.events.size() == times && it.depth("work").inFlight() == 1);
        it.clock.advance(VISIBLE);
      }
      until(() -> it.depth("work").deadLetters() == 1);
      assertThat(source.events).hasSize(2);
    }
  }
}
