package dev.parley.core.trade;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Waking;
import dev.parley.core.payment.Wakings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Wakes payments when it should, late, early, twice or never. */
final class Bell implements Wakings {
  private final Market market;

  Bell(Market market) {
    this.market = market;
  }

  @Override
  public void set(Waking waking, Instant now) {
    Duration wait = Duration.between(now, waking.at());
    Duration due = wait.isNegative() ? Duration.ZERO : wait;
    PaymentId id = waking.payment();
    switch (market.chance.below(6)) {
      case 0 -> market.tally.count("waking never");
      case 1 -> wake("late", id, due.plus(Duration.ofMinutes(market.chance.between(1, 300))));
      case 2 -> wake("early", id, due.dividedBy(2));
      case 3 -> {
        wake("twice", id, due);
        wake("twice", id, due.plusMillis(market.chance.between(0, 20)));
      }
      default -> wake("on time", id, due);
    }
  }

  @Override
  public void setAll(List<Waking> wakings, Instant now) {
    wakings.forEach(it -> set(it, now));
  }

  private void wake(String when, PaymentId id, Duration wait) {
    market.tally.count("waking " + when);
    market.clockwork.in(wait, () -> wake(id));
  }

  private void wake(PaymentId id) {
    market.clockwork.start(
        () -> {
          try {
            String outcome = market.desk().cashier().progress().woke(id).name();
            market.tally.count("woken " + outcome.toLowerCase(java.util.Locale.ROOT));
          } catch (Unavailable | Ambiguous | Died e) {
            market.tally.count("waking failed");
          }
        });
  }

  /** A sweep of the functions, which asks for wakings. */
  void sweepByWakings() {
    market.clockwork.start(
        () -> {
          try {
            market.desk().cashier().progress().sweep();
            market.tally.count("waking swept");
          } catch (Unavailable | Ambiguous | Died e) {
            market.tally.count("waking failed");
          }
        });
  }

  /** Wakes all that is due. */
  void sweep() {
    for (int shard = 0; shard < Waking.SHARDS; shard++) {
      for (Waking waking : market.payments.due(shard, market.clockwork.now(), 1_000)) {
        market.clockwork.in(market.chance.between(0, Hints.NEAR), () -> wake(waking.payment()));
      }
    }
  }
}
