package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.payment.Counter.Cases;
import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One use case that goes wrong in every way.
 *
 * @param before brings a counter to where it can be done, and prepares doing it
 */
record FaultScenario(String name, Function<Counter, Act> before) {
  private static final String KEY = "the-key";

  /** Does it, or does it again, and tells what its caller was told. */
  @FunctionalInterface
  interface Act {
    Object run(Cases cases);
  }

  /** Whether it is the provider who does it: it tells again until somebody has listened. */
  boolean isTold() {
    return name.startsWith("told");
  }

  /** Whether it is answered alike for ever: what is not paid in time expires. */
  boolean lasts() {
    return !name.equals("prepare top-up");
  }

  static List<FaultScenario> all() {
    List<FaultScenario> all = new ArrayList<>();
    topUps(all);
    tellings(all);
    withdrawals(all);
    departures(all);
    strays(all);
    return all;
  }

  private static void topUps(List<FaultScenario> all) {
    all.add(of("create top-up", it -> cases -> create(it, cases)));
    all.add(
        of(
            "prepare top-up",
            it -> {
              ConsultationId id = it.agreed("vera", 100_00);
              return cases -> prepare(it, cases, id);
            }));
    all.add(
        woken(
            "open page late",
            it -> {
              it.provider.silent(true);
              Payment topUp = it.topUp("vera", 100_00);
              it.provider.silent(false);
              it.advance(Duration.ofMinutes(2));
              return topUp;
            }));
    all.add(
        woken(
            "poll paid",
            it -> {
              Payment topUp = it.topUp("vera", 100_00);
              it.provider.pay(topUp.id().reference());
              it.advance(Duration.ofMinutes(2));
              return topUp;
            }));
    all.add(
        woken(
            "poll nothing",
            it -> {
              Payment topUp = it.topUp("vera", 100_00);
              it.advance(Duration.ofMinutes(2));
              return topUp;
            }));
    all.add(
        woken(
            "lapse",
            it -> {
              Payment topUp = it.topUp("vera", 100_00);
              it.advance(Duration.ofDays(1));
              return topUp;
            }));
    all.add(
        woken(
            "complete",
            it -> {
              Payment topUp = completing(it);
              Incoming paid = it.provider.pay(topUp.id().reference());
              new Arrivals(it.ports(), _ -> {}).told(Counter.WORKSPACE, paid);
              return topUp;
            }));
  }

  private static Object create(Counter it, Cases cases) {
    Payment topUp = cases.topUps().create(it.in("vera"), KEY, rub(100_00), Optional.empty());
    return TopUps.receipt(topUp);
  }

  private static Object prepare(Counter it, Cases cases, ConsultationId id) {
    try {
      return cases.checkout().pay(it.in("vera"), Counter.pays(KEY, id));
    } catch (Prepared e) {
      return TopUps.receipt(e.topUp());
    }
  }

  private static Payment completing(Counter it) {
    ConsultationId id = it.agreed("vera", 100_00);
    return it.cases.topUps().create(it.in("vera"), it.key(), rub(100_00), Optional.of(id.value()));
  }

  private static void tellings(List<FaultScenario> all) {
    all.add(told("paid", it -> it.provider.pay(it.topUp("vera", 100_00).id().reference())));
    all.add(
        told(
            "paid by whoever owes",
            it -> {
              it.fund(50_00);
              it.owes("vera", 50_00);
              return it.provider.pay(it.topUp("vera", 100_00).id().reference());
            }));
    all.add(told("paid what completes", it -> it.provider.pay(completing(it).id().reference())));
    all.add(told("paid by nobody", it -> it.provider.pay(Optional.empty(), rub(100_00))));
    all.add(
        told("paid twice", it -> it.provider.pay(it.credited("vera", 100_00).id().reference())));
    all.add(told("refused", it -> it.provider.refuse(it.topUp("vera", 1_00).id().reference())));
    all.add(
        told(
            "gone before it was told",
            it -> {
              String reference = it.topUp("vera", 100_00).id().reference();
              return it.provider.giveBack(it.provider.pay(reference).externalId());
            }));
    all.add(
        told(
            "gone in part before it was told",
            it -> {
              String reference = it.topUp("vera", 100_00).id().reference();
              return it.provider.chargeBack(it.provider.pay(reference).externalId(), 40_00);
            }));
    all.add(
        told(
            "charged back while spent",
            it -> {
              Payment topUp = it.credited("vera", 100_00);
              ConsultationId id = it.agreed("vera", 60_00);
              it.cases.errands().run(it.in("vera"), Counter.pays("pay-it", id));
              return it.provider.chargeBack(external(topUp), 100_00);
            }));
    all.add(
        told(
            "charged back what was kept",
            it -> it.provider.chargeBack(external(it.stray(100_00)), 40_00)));
    all.add(
        told(
            "charged back what was assigned",
            it -> {
              Payment stray = it.stray(100_00);
              it.cases.strays().assign(it.in("maria"), stray.id(), KEY, "vera", "why");
              return it.provider.chargeBack(external(stray), 100_00);
            }));
    all.add(
        told(
            "charged back what goes back",
            it -> {
              it.provider.next(Behaviour.WAITS);
              Payment stray = it.stray(100_00);
              it.cases.strays().giveBack(it.in("maria"), stray.id(), KEY, "why");
              it.sweep();
              return it.provider.chargeBack(external(stray), 100_00);
            }));
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

  private static String external(Payment payment) {
    return switch (payment.stage()) {
      case TopUp.Credited credited -> credited.externalId();
      case Stray stray -> stray.externalId();
      default -> throw new IllegalArgumentException(payment.toString());
    };
  }

  private static FaultScenario of(String name, Function<Counter, Act> before) {
    return new FaultScenario(name, before);
  }

  private static FaultScenario woken(String name, Function<Counter, Payment> before) {
    return of(
        name,
        it -> {
          PaymentId id = before.apply(it).id();
          return cases -> {
            cases.progress().woke(id);
            return "woken";
          };
        });
  }

  private static FaultScenario told(String name, Function<Counter, Incoming> before) {
    return of(
        "told " + name,
        it -> {
          Incoming incoming = before.apply(it);
          return cases -> {
            cases.arrivals().told(Counter.WORKSPACE, incoming);
            return "told";
          };
        });
  }
}
