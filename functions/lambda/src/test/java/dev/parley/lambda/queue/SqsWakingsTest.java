package dev.parley.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Waking;
import dev.parley.lambda.wire.WakingMessages;
import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments that are to be gone on with, on ElasticMQ. */
class SqsWakingsTest {
  private static final int MANY = 25;

  private final LocalClock clock = new LocalClock();
  private Queues queues;
  private SqsWakings wakings;

  @BeforeEach
  void start() {
    queues = new Queues(clock);
    wakings = new SqsWakings(queues::client, queues.steps(), WakingMessages::text);
  }

  @AfterEach
  void stop() {
    queues.close();
  }

  private static Waking waking(int number, Instant at) {
    return new Waking(PaymentId.external("portal", "pay-" + number), at);
  }

  @Test
  void aPaymentIsWokenWhenItIsTime() {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    wakings.set(new Waking(new PaymentId("portal", "A".repeat(22)), now.plusSeconds(120)), now);
    assertThat(queues.take(queues.steps())).isEmpty();
    clock.advance(Duration.ofSeconds(120));
    assertThat(queues.take(queues.steps()))
        .containsExactly(
            """
            {"v":1,"workspace":"portal","payment":"AAAAAAAAAAAAAAAAAAAAAA",\
            "at":"2026-03-02T09:02:00.000Z"}\
            """);
  }

  @Test
  void manyAreWokenEachAtItsInstant() {
    Instant now = clock.instant();
    wakings.setAll(
        IntStream.range(0, MANY)
            .mapToObj(number -> waking(number, now.plusSeconds(number % 2 * 600L)))
            .toList(),
        now);
    assertThat(queues.take(queues.steps())).hasSize(13).doesNotHaveDuplicates();
    clock.advance(Duration.ofMinutes(10));
    assertThat(queues.take(queues.steps())).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void oneThatCannotBeSetIsLeftToASweepAndASweepIsTold() {
    SqsWakings away =
        new SqsWakings(
            () -> Queues.client(URI.create("http://127.0.0.1:1")),
            queues.steps(),
            WakingMessages::text);
    Instant now = clock.instant();
    away.set(waking(1, now), now);
    assertThatThrownBy(() -> away.setAll(List.of(waking(1, now)), now))
        .isInstanceOf(Unavailable.class);
    assertThat(queues.take(queues.steps())).isEmpty();
  }
}
