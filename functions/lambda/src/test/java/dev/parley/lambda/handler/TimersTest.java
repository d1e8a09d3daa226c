package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Stage;
import dev.parley.core.consultation.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What functions answer to queues and schedules. */
class TimersTest {
  private Surroundings around;
  private TimersPlay play;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    play = new TimersPlay(around);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  private String deciding(String... bodies) throws IOException {
    return play.handle(around.environment(), "ConsultationTimers", TimersPlay.batch(bodies));
  }

  @Test
  void everyMessageHasAVerdictOfItsOwn() throws IOException {
    ConsultationId one = play.closed(Duration.ofHours(1));
    ConsultationId other = play.forgotten();
    String newer = play.body(one, false).replace("\"v\":1", "\"v\":2");
    assertThat(deciding("no timer", play.body(one, false), newer, play.body(other, false)))
        .isEqualTo(
            """
            {"batchItemFailures":[{"itemIdentifier":"message-0"},{"itemIdentifier":"message-2"}]}\
            """);
    assertThat(play.stage(one)).isInstanceOf(Stage.Completed.class);
    assertThat(play.stage(other)).isInstanceOf(Stage.Cancelled.class);
  }

  @Test
  void theSameTwiceInOneBatchIsDecidedOnce() throws IOException {
    ConsultationId one = play.closed(Duration.ofHours(1));
    String body = play.body(one, false);
    assertThat(deciding(body, body, body)).isEqualTo("{}");
    assertThat(around.logged())
        .containsExactly("INFO consultation timers {decided=1, moved_on=2}, to come again 0");
  }

  @Test
  void anEarlyOneComesOnceMoreWhenItIsTimeAndIsThenDropped() throws IOException {
    ConsultationId early = play.closed(Duration.ofMinutes(-5));
    assertThat(deciding(play.body(early, false))).isEqualTo("{}");
    assertThat(around.queues().take(Timer.Purpose.PAYOUT)).isEmpty();
    around.clock().advance(Duration.ofMinutes(5));
    List<String> again = around.queues().take(Timer.Purpose.PAYOUT);
    assertThat(again).containsExactly(play.body(early, true));

    ConsultationId stillEarly = play.closed(Duration.ofMinutes(-5));
    assertThat(deciding(play.body(stillEarly, true))).isEqualTo("{}");
    around.clock().advance(Duration.ofMinutes(15));
    assertThat(around.queues().take(Timer.Purpose.PAYOUT)).isEmpty();
    assertThat(around.logged())
        .containsExactly(
            "INFO consultation timers {put_back=1}, to come again 0",
            "INFO consultation timers {dropped=1}, to come again 0");
  }

  /** It is called again then, and Lambda counts an error. */
  @Test
  void aSweepThatCannotSendFails() {
    play.closed(Duration.ofHours(1));
    Map<String, String> away = new HashMap<>(around.environment());
    away.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1");
    assertThatThrownBy(() -> play.play(away, "TimerSweep", "timer-sweep"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(around.logged()).anyMatch(line -> line.startsWith("WARN timer sweep unavailable"));
  }
}
