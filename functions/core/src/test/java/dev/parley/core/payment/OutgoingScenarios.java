package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.FaultScenario.KEY;
import static dev.parley.core.payment.FaultScenario.external;
import static dev.parley.core.payment.FaultScenario.of;
import static dev.parley.core.payment.FaultScenario.woken;

import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.List;

/** Money leaves, or is given to whom it belongs. */
final class OutgoingScenarios {
  private OutgoingScenarios() {}

  static void add(List<FaultScenario> all) {
    withdrawals(all);
    departures(all);
    strays(all);
  }

  private static void withdrawals(List<FaultScenario> all) {
    Withdrawals.Where purse = new Withdrawals.Where.ToPurse(Counter.PURSE);
    all.add(
        of(
            "create withdrawal",
            it -> {
              it.earns("lev", 500_00);
              return cases -> cases.withdrawals().create(it.in("lev"), KEY, rub(500_00), purse);
            }));
    all.add(
        of(
            "create return",
            it -> {
              Withdrawals.Where back =
                  new Withdrawals.Where.BackFrom(it.credited("vera", 100_00).id());
              return cases -> cases.withdrawals().create(it.in("vera"), KEY, rub(100_00), back);
            }));
    all.add(decided("approve", (it, cases, id) -> cases.approve(it.in("maria"), id, KEY)));
    all.add(decided("reject", (it, cases, id) -> cases.reject(it.in("maria"), id, KEY, "why")));
    all.add(decided("cancel", (it, cases, id) -> cases.cancel(it.in("lev"), id, KEY)));
    all.add(
        of(
            "reject return",
            it -> {
              Payment topUp = it.credited("vera", 60_000_00);
              PaymentId id =
                  it.withdrawal("vera", 60_000_00, new Withdrawals.Where.BackFrom(topUp.id())).id();
              return cases -> cases.withdrawals().reject(it.in("maria"), id, KEY, "why");
            }));
  }

  /** A second person's word. */
  @FunctionalInterface
  private interface Decision {
    Object run(Counter it, Withdrawals cases, PaymentId id);
  }

  private static FaultScenario decided(String name, Decision decision) {
    return of(
        name,
        it -> {
          it.earns("lev", 60_000_00);
          PaymentId id = it.withdrawal("lev", 60_000_00).id();
          return cases -> decision.run(it, cases.withdrawals(), id);
        });
  }

  private static void departures(List<FaultScenario> all) {
    for (Behaviour behaviour : Behaviour.values()) {
      all.add(woken("send: " + behaviour, it -> sending(it, behaviour)));
    }
    for (Behaviour behaviour :
        List.of(
            Behaviour.WAITS,
            Behaviour.LOSES_REQUEST,
            Behaviour.LOSES_ANSWER,
            Behaviour.WAITS_AND_LOSES_ANSWER)) {
      all.add(
          woken(
              "ask: " + behaviour,
              it -> {
                Payment withdrawal = sending(it, behaviour);
                it.sweep();
                it.advance(Duration.ofHours(1));
                return withdrawal;
              }));
    }
    for (Outgoing.State end : Outgoing.State.values()) {
      all.add(
          of(
              "told outgoing: " + end,
              it -> {
                Payment withdrawal = sending(it, Behaviour.WAITS_AND_LOSES_ANSWER);
                it.sweep();
                Outgoing outgoing = it.provider.settle(withdrawal.id().reference(), end);
                return cases -> {
                  cases.departures().told(Counter.WORKSPACE, outgoing);
                  return "told";
                };
              }));
    }
    all.add(
        woken(
            "send back: FAILS",
            it -> {
              it.provider.next(Behaviour.FAILS);
              Payment topUp = it.credited("vera", 100_00);
              return it.withdrawal("vera", 70_00, new Withdrawals.Where.BackFrom(topUp.id()));
            }));
    all.add(
        of(
            "sweep",
            it -> {
              sending(it, Behaviour.PAYS);
              it.topUp("vera", 100_00);
              return cases -> {
                cases.progress().sweep();
                return "swept";
              };
            }));
  }

  private static Payment sending(Counter it, Behaviour behaviour) {
    it.earns("lev", 500_00);
    it.provider.next(behaviour);
    return it.withdrawal("lev", 500_00);
  }

  private static void strays(List<FaultScenario> all) {
    all.add(
        of(
            "assign",
            it -> {
              PaymentId id = it.stray(100_00).id();
              return cases -> cases.strays().assign(it.in("maria"), id, KEY, "vera", "why");
            }));
    all.add(
        of(
            "give back",
            it -> {
              PaymentId id = it.stray(100_00).id();
              return cases -> cases.strays().giveBack(it.in("maria"), id, KEY, "why");
            }));
    for (long taken : new long[] {0, 40_00, 100_00}) {
      all.add(
          woken(
              "give back fails when taken: " + taken,
              it -> {
                it.provider.next(Behaviour.FAILS);
                Payment stray = it.stray(100_00);
                it.cases.strays().giveBack(it.in("maria"), stray.id(), KEY, "why");
                if (taken > 0) {
                  it.told(it.provider.chargeBack(external(stray), taken));
                }
                return it.store.all().getLast();
              }));
    }
  }
}
