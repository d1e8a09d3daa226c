package dev.parley.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Timer;
import dev.parley.core.failure.Unavailable;
import dev.parley.lambda.wire.RunOutTimers;
import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Timers on ElasticMQ. */
class SqsTimersTest {
  private static final Timer.Purpose DEADLINE = Timer.Purpose.DEADLINE;
  private static final Timer.Purpose PAYOUT = Timer.Purpose.PAYOUT;

  private final LocalClock clock = new LocalClock();
  private Queues queues;
  private SqsTimers timers;

  @BeforeEach
  void start() {
    queues = new Queues(clock);
    timers = new SqsTimers(queues::client, queues.urls(), RunOutTimers::text);
  }

  @AfterEach
  void stop() {
    queues.close();
  }

  private static Timer timer(String id, Instant at, Timer.Purpose purpose) {
    return new Timer(new ConsultationId("portal", id), at, purpose);
  }

  @Test
  void aTimerComesWhenItHasRunOutThroughTheQueueOfItsPurpose() {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    timers.set(timer("a", now.plusSeconds(300), PAYOUT), now);
    assertThat(queues.take(PAYOUT)).isEmpty();
    clock.advance(Duration.ofSeconds(290));
    assertThat(queues.take(PAYOUT)).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(queues.take(PAYOUT))
        .containsExactly(
            """
            {"v":1,"workspace":"portal","consultation":"a","at":"2026-03-02T09:05:00.000Z"}\
            """);
    assertThat(queues.take(DEADLINE)).isEmpty();
  }

  @Test
  void aTimerThatIsSetAgainSaysSo() {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    timers.setAgain(timer("a", now, DEADLINE), now);
    assertThat(queues.take(DEADLINE))
        .containsExactly(
            """
            {"v":1,"workspace":"portal","consultation":"a","at":"2026-03-02T09:00:00.000Z",\
            "again":true}\
            """);
  }

  /** SQS counts whole seconds. */
  @Test
  void aTimerIsRatherLateThanEarly() {
    Instant now = Instant.parse("2026-03-02T09:00:00.999Z");
    timers.set(timer("a", now.plusMillis(1), DEADLINE), now);
    assertThat(queues.take(DEADLINE)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(queues.take(DEADLINE)).hasSize(1);
  }

  @Test
  void whatIsOverdueComesAtOnceAndWhatIsFarAsLateAsSqsCan() {
    Instant now = clock.instant();
    timers.set(timer("overdue", now.minus(Duration.ofDays(9)), DEADLINE), now);
    timers.set(timer("far", now.plus(Duration.ofDays(9)), DEADLINE), now);
    assertThat(queues.take(DEADLINE)).singleElement().asString().contains("overdue");
    clock.advance(Duration.ofSeconds(900));
    assertThat(queues.take(DEADLINE)).singleElement().asString().contains("far");
  }

  @Test
  void manyAreSetEachInItsQueueAndForItsInstant() {
    Instant now = clock.instant();
    List<Timer> many = new ArrayList<>();
    for (int n = 0; n < 47; n++) {
      many.add(timer("t" + n, now.plusSeconds(n < 40 ? -n : 600), n % 2 == 0 ? PAYOUT : DEADLINE));
    }
    timers.setAll(many, now);
    assertThat(queues.take(PAYOUT)).hasSize(20);
    assertThat(queues.take(DEADLINE)).hasSize(20).doesNotHaveDuplicates();
    clock.advance(Duration.ofSeconds(600));
    assertThat(queues.take(PAYOUT)).hasSize(4);
    assertThat(queues.take(DEADLINE)).hasSize(3);
    timers.setAll(List.of(), now);
  }

  @Test
  void whatCannotBeSetKeepsNobodyFromGoingOnAndNoOtherFromBeingSet() {
    Instant now = clock.instant();
    Map<Timer.Purpose, String> half =
        Map.of(PAYOUT, queues.urls().get(PAYOUT) + "-gone", DEADLINE, queues.urls().get(DEADLINE));
    SqsTimers broken = new SqsTimers(queues::client, half, RunOutTimers::text);
    assertThatCode(() -> broken.set(timer("a", now, PAYOUT), now)).doesNotThrowAnyException();
    List<Timer> both = List.of(timer("b", now, PAYOUT), timer("c", now, DEADLINE));
    assertThatThrownBy(() -> broken.setAll(both, now))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThat(queues.take(DEADLINE)).hasSize(1);
  }

  @Test
  void whereNobodyAnswersNobodyWaitsLong() {
    Instant now = clock.instant();
    try (SqsClient nowhere = Queues.client(URI.create("http://127.0.0.1:1"))) {
      SqsTimers lost = new SqsTimers(() -> nowhere, queues.urls(), RunOutTimers::text);
      long began = System.nanoTime();
      lost.set(timer("a", now, PAYOUT), now);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
      assertThatThrownBy(() -> lost.setAll(List.of(timer("b", now, PAYOUT)), now))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void nothingSpeaksToSqsBeforeThereIsATimer() {
    List<String> asked = new ArrayList<>();
    SqsTimers idle =
        new SqsTimers(
            () -> {
              asked.add("client");
              return queues.client();
            },
            queues.urls(),
            RunOutTimers::text);
    idle.setAll(List.of(), clock.instant());
    assertThat(asked).isEmpty();
    idle.set(timer("a", clock.instant(), DEADLINE), clock.instant());
    assertThat(asked).hasSize(1);
  }
}
