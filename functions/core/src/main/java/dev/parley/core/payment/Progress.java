package dev.parley.core.payment;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes on with payments when it is time. */
public final class Progress {
  /** How far ahead a sweep looks: over two that do not take place. */
  static final Duration REACH = Duration.ofMinutes(14);

  private static final int TOGETHER = 50;

  private final Ports ports;
  private final Arrivals arrivals;
  private final Departures departures;
  private final TopUps topUps;
  private final Completions completions;

  public Progress(Ports ports, Completions completions) {
    this.ports = ports;
    this.completions = completions;
    this.arrivals = new Arrivals(ports, completions);
    this.departures = new Departures(ports);
    this.topUps = new TopUps(ports);
  }

  /** What has become of a payment's waking. */
  public enum Outcome {
    GONE_ON,
    /** It waits for another instant, or for none. */
    MOVED_ON,
    /** It is early: a sweep will find its instant. */
    EARLY,
    /** The provider did not answer; it is asked again later. */
    UNANSWERED
  }

  /** Goes on with a payment, if it is due. */
  public Outcome woke(PaymentId id) {
    Optional<Payment> found = ports.store().find(id);
    if (found.flatMap(it -> it.stage().wakeAt()).isEmpty()) {
      return Outcome.MOVED_ON;
    }
    if (!found.get().isDue(now())) {
      return Outcome.EARLY;
    }
    try {
      Payment after = goOn(found.get());
      return after.version() > found.get().version() ? Outcome.GONE_ON : Outcome.UNANSWERED;
    } catch (Unavailable | Ambiguous e) {
      return Outcome.UNANSWERED;
    }
  }

  private Payment goOn(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited _ -> {
        completions.complete(payment);
        yield ports.store().find(payment.id()).orElseThrow();
      }
      case TopUp _ -> topUps.goOn(payment, arrivals);
      case Withdrawal _ -> departures.goOn(payment);
      case Stray _ -> payment;
    };
  }

  /**
   * Has everything woken that is due soon or overdue.
   *
   * @return how many
   */
  public int sweep() {
    int count = 0;
    for (int shard = 0; shard < Waking.SHARDS; shard++) {
      List<Waking> due =
          new ArrayList<>(ports.store().due(shard, now().plus(REACH), Integer.MAX_VALUE));
      for (int from = 0; from < due.size(); from += TOGETHER) {
        List<Waking> some = due.subList(from, Math.min(due.size(), from + TOGETHER));
        ports.wakings().setAll(some, now());
        count += some.size();
      }
    }
    return count;
  }

  private Instant now() {
    return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
