package dev.parley.core.trade;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a provider tells: on time, late, twice, out of order or never, and again if it failed. */
final class News {
  private static final int TRIES = 4;

  private final Market market;

  News(Market market) {
    this.market = market;
  }

  void tell(String workspace, Incoming it) {
    tell(cashier -> cashier.arrivals().told(workspace, it), () -> isOld(workspace, it));
  }

  private boolean isOld(String workspace, Incoming it) {
    return !market.providers().of(workspace).everything().contains(it);
  }

  void tell(String workspace, Outgoing it) {
    tell(
        cashier -> cashier.departures().told(workspace, it),
        () ->
            it.state() == Outgoing.State.WAITING
                && !market.providers().of(workspace).waiting().contains(it.key()));
  }

  /** Somebody who asks whether it is not so any more. */
  @FunctionalInterface
  private interface Old {
    boolean is();
  }

  private void tell(Consumer<Cashier> what, Old old) {
    if (market.isCalm()) {
      tellIn(Duration.ofSeconds(1), what, old, TRIES);
      return;
    }
    Duration soon = Duration.ofMillis(market.chance.between(0, 5_000));
    switch (market.chance.below(6)) {
      case 0 -> market.tally.count("news never");
      case 1 -> {
        market.tally.count("news late");
        tellIn(Duration.ofMinutes(market.chance.between(10, 4_000)), what, old, TRIES);
      }
      case 2 -> {
        market.tally.count("news twice");
        tellIn(soon, what, old, TRIES);
        tellIn(soon.plusMillis(market.chance.between(0, 20)), what, old, TRIES);
      }
      default -> {
        market.tally.count("news on time");
        tellIn(soon, what, old, TRIES);
      }
    }
  }

  private void tellIn(Duration wait, Consumer<Cashier> what, Old old, int tries) {
    market.clockwork.in(
        wait,
        () -> {
          if (old.is()) {
            market.tally.count("news out of order");
          }
          market.clockwork.start(() -> heard(what, old, tries));
        });
  }

  private void heard(Consumer<Cashier> what, Old old, int tries) {
    try {
      what.accept(market.desk().cashier());
      market.tally.count("news heard");
    } catch (Unavailable | Ambiguous | Died e) {
      if (tries > 0) {
        market.tally.count("news told again");
        tellIn(Duration.ofMinutes(market.chance.between(1, 10)), what, old, tries - 1);
      }
    }
  }

  static List<String> expected() {
    return Stream.of("never", "late", "twice", "on time", "out of order", "heard", "told again")
        .map(it -> "news " + it)
        .toList();
  }
}
