package dev.parley.core.trade;

import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.Receipt;
import dev.parley.core.ledger.Cause;
import dev.parley.core.simulation.Chance;
import dev.parley.core.simulation.Clockwork;
import dev.parley.core.simulation.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/** A month of trade, and more than one in which everything comes to rest. */
final class Season {
  private static final Duration BUSY = Duration.ofDays(24);
  private static final Duration REST = Duration.ofDays(3);
  private static final int NIGHTS = 14;

  /** Every so many nights whatever the provider has and nobody was told of is told. */
  private static final int RECONCILED = 4;

  private final Tally tally = new Tally();
  private final Clockwork clockwork = new Clockwork();
  private final Market market;
  private final Traders traders;
  private final Payers payers;

  private Season(long seed) {
    market = new Market(clockwork, new Chance(seed), tally);
    traders = new Traders(market);
    payers = new Payers(market);
  }

  /** Runs on a thread that is cheap to hand over to. */
  static Tally run(long seed) throws InterruptedException {
    Tally[] result = new Tally[1];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result[0] = new Season(seed).run();
                  } catch (RuntimeException | Error e) {
                    failure[0] = e;
                  }
                });
    thread.join();
    if (failure[0] != null) {
      throw new AssertionError(
          "-Dparley.seed=" + seed + " shows it again: " + failure[0], failure[0]);
    }
    return result[0];
  }

  private Tally run() {
    traders.begin();
    market.hints().sweepOnAndOn();
    payers.begin();
    Instant end = clockwork.now().plus(BUSY);
    clockwork.run(() -> clockwork.now().isAfter(end));
    traders.rest();
    payers.rest();
    market.calm();
    traders.settle();
    payers.settle();
    for (int night = 0; night < NIGHTS; night++) {
      market.hints().sweep();
      market.bell().sweep();
      if (night % RECONCILED == 0) {
        market.providers().tellEverything();
      }
      Instant morning = clockwork.now().plus(REST);
      clockwork.run(() -> clockwork.now().isAfter(morning));
      clockwork.skip(REST);
    }
    clockwork.run(() -> false);
    end();
    tally.count("season whole");
    return tally;
  }

  /** Time has ended all that nobody judges; what was done is what somebody has a receipt for. */
  private void end() {
    Audit audit = market.audit();
    audit.end();
    Set<PaymentAudit.Told> told = audit.payments().completed();
    Stream.concat(traders.errands().stream(), payers.checkOuts().stream())
        .filter(it -> !isPut(it))
        .flatMap(it -> it.receipt().stream())
        .map(Receipt.class::cast)
        .forEach(it -> told.add(new PaymentAudit.Told(it.consultation(), it.seq())));
    audit.require(
        Invariant.DONE_ONCE_AND_ONLY_WHAT_WAS_WANTED,
        told.size() == audit.orders().done(),
        () -> told.size() + " receipts for " + audit.orders().done() + " commands");
    long wanted = payers.errands().stream().filter(it -> it.receipt().isPresent()).count();
    audit.require(
        Invariant.DONE_ONCE_AND_ONLY_WHAT_WAS_WANTED,
        wanted + audit.payments().prepared() == audit.payments().done(),
        () -> wanted + " receipts for " + audit.payments().done() + " done with payments");
    long puts =
        traders.errands().stream()
            .filter(it -> it.receipt().isPresent())
            .filter(Season::isPut)
            .count();
    long written =
        audit.books().loose(Cause.Event.CREDITED) + audit.books().loose(Cause.Event.FUNDED);
    audit.require(
        Invariant.DONE_ONCE_AND_ONLY_WHAT_WAS_WANTED,
        puts == written,
        () -> puts + " receipts for " + written + " credits");
    for (Consultation it : audit.orders().all()) {
      boolean rests = !it.isLive() || it.stage().wakeAt().isEmpty();
      audit.require(Invariant.ONLY_LISTED_TRANSITIONS, rests, () -> "time has forgotten " + it);
    }
  }

  private static boolean isPut(Errand errand) {
    return errand.name().equals("credit") || errand.name().equals("fund");
  }
}
