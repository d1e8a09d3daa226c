package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.FaultScenario.KEY;
import static dev.parley.core.payment.FaultScenario.external;
import static dev.parley.core.payment.FaultScenario.of;
import static dev.parley.core.payment.FaultScenario.told;
import static dev.parley.core.payment.FaultScenario.woken;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Money comes in. */
final class IncomingScenarios {
  private IncomingScenarios() {}

  static void add(List<FaultScenario> all) {
    topUps(all);
    tellings(all);
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
}
