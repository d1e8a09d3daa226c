package dev.parley.core.payment;

import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says how long whatever should have gone on by itself has not. */
public final class Overdue {
  private final ConsultationStore consultations;
  private final PaymentStore payments;
  private final InstantSource clock;

  public Overdue(ConsultationStore consultations, PaymentStore payments, InstantSource clock) {
    this.consultations = consultations;
    this.payments = payments;
    this.clock = clock;
  }

  /** How long the consultation or payment waits that waits longest; nothing when none does. */
  public Duration longest() {
    Instant now = clock.instant();
    Stream<Instant> orders =
        IntStream.range(0, Timer.SHARDS)
            .mapToObj(shard -> consultations.due(shard, now, 1))
            .flatMap(due -> due.stream().map(Timer::at));
    Stream<Instant> money =
        IntStream.range(0, Waking.SHARDS)
            .mapToObj(shard -> payments.due(shard, now, 1))
            .flatMap(due -> due.stream().map(Waking::at));
    return Stream.concat(orders, money)
        .map(at -> Duration.between(at, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
