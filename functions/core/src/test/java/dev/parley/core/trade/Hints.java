package dev.parley.core.trade;

import dev.parley.core.consultation.Alarm;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Timer;
import dev.parley.core.consultation.Timers;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import java.time.Duration;
import java.time.Instant;

/** Timers that come when they should, late, early, twice or never; and a sweep now and then. */
final class Hints implements Timers {
  private static final Duration SWEEPS = Duration.ofHours(7);

  /** Within so many microseconds people and timers get in each other's way. */
  static final long NEAR = 8_000;

  private final Market market;

  Hints(Market market) {
    this.market = market;
  }

  @Override
  public void set(Timer timer, Instant now) {
    Duration wait = Duration.between(now, timer.at());
    Duration due = wait.isNegative() ? Duration.ZERO : wait;
    ConsultationId id = timer.consultation();
    switch (market.chance.below(6)) {
      case 0 -> count("never");
      case 1 -> wake("late", id, due.plus(Duration.ofMinutes(market.chance.between(1, 600))));
      case 2 -> wake("early", id, due.dividedBy(2));
      case 3 -> {
        wake("twice", id, due);
        wake("twice", id, due.plusMillis(market.chance.between(0, 20)));
      }
      default -> wake("on time", id, due);
    }
  }

  private void count(String when) {
    market.tally.count("timer " + when);
  }

  private void wake(String when, ConsultationId id, Duration wait) {
    count(when);
    market.clockwork.in(wait, () -> wake(id));
  }

  private void wake(ConsultationId id) {
    market.clockwork.start(
        () -> {
          try {
            Alarm.rings(market.desk().ports(), id);
          } catch (Unavailable | Ambiguous | Died e) {
            count("failed");
          }
        });
  }

  /** Sweeps again and again until the market is calm. */
  void sweepOnAndOn() {
    market.clockwork.in(
        Duration.ofMinutes(market.chance.between(10, 2 * SWEEPS.toMinutes())),
        () -> {
          if (!market.isCalm()) {
            sweep();
            sweepOnAndOn();
          }
        });
  }

  /** Wakes all that is due. */
  void sweep() {
    for (int shard = 0; shard < Timer.SHARDS; shard++) {
      for (Timer timer : market.store.due(shard, market.clockwork.now(), 100)) {
        count("swept");
        market.clockwork.in(market.chance.between(0, NEAR), () -> wake(timer.consultation()));
        if (market.chance.oneIn(3)) {
          count("swept twice");
          market.clockwork.in(market.chance.between(0, NEAR), () -> wake(timer.consultation()));
        }
      }
    }
  }
}
