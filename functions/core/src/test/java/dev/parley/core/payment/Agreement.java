package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Whether our books and the provider's tell the same of everything that moves between them. */
final class Agreement {
  private Agreement() {}

  /** What holds at every instant, however little is known: no money is here and outside at once. */
  static void always(Counter counter, String what) {
    assertThat(counter.flaws()).as(what).isEmpty();
    for (Payment payment : counter.store.all()) {
      long sent = counter.provider.sent(payment.id().reference());
      switch (payment.stage()) {
        case Withdrawal.Paid _ ->
            assertThat(sent).as("%s: %s", what, payment).isEqualTo(payment.amount().amount());
        case Withdrawal.Reconciling _, Withdrawal.Sent _, Withdrawal.Sending _ ->
            assertThat(sent).as("%s: %s", what, payment).isIn(0L, payment.amount().amount());
        case Withdrawal _ -> assertThat(sent).as("%s: %s", what, payment).isZero();
        case TopUp _, Stray _ -> {}
      }
    }
    for (String person : List.of("vera", "pavel", "lev", "nina")) {
      assertThat(counter.withdrawing(person) + counter.returning(person))
          .as("%s: what is set aside is what is under way", what)
          .isEqualTo(underWay(counter, person));
    }
  }

  private static long underWay(Counter counter, String person) {
    return counter.store.all().stream()
        .filter(it -> it.stage() instanceof Withdrawal.UnderWay && it.belongsTo(person))
        .mapToLong(it -> it.amount().amount())
        .sum();
  }

  /** What holds when nothing is under way any more. */
  static void settled(Counter counter, String what) {
    always(counter, what);
    assertThat(counter.gateway()).as(what).isEqualTo(counter.provider.sum());
    for (Payment payment : counter.store.all()) {
      boolean rests =
          payment.stage().wakeAt().isEmpty()
              && (!(payment.stage() instanceof Withdrawal.UnderWay)
                  || payment.stage() instanceof Withdrawal.Awaiting);
      assertThat(rests).as("%s: %s", what, payment).isTrue();
    }
    for (Operation it : counter.provider.book()) {
      if (it.kind() == Operation.Kind.PAYMENT) {
        assertThat(effects(counter, it)).as("%s: %s", what, it).isEqualTo(1);
      }
    }
  }

  /** How many payments of ours stand for one of the provider's. */
  private static long effects(Counter counter, Operation it) {
    return counter.store.all().stream()
        .filter(
            payment ->
                switch (payment.stage()) {
                  case TopUp.Credited credited -> credited.externalId().equals(it.of());
                  case Stray stray -> stray.externalId().equals(it.of());
                  case TopUp _, Withdrawal _ -> false;
                })
        .count();
  }
}
