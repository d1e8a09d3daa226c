package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.Money;
import dev.parley.core.payment.FakeProvider.Behaviour;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Withdrawal;
import dev.parley.core.payment.Withdrawals;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A day of the provider's book is laid beside ours. */
class ReconciliationTest {
  private final House house = new House();
  private final Watch watch = new Watch(house);
  private int day = 2;

  private Report next() {
    return next(watch);
  }

  private Report next(Watch which) {
    Night night = Watch.night("2026-03-%02d".formatted(day++));
    house.now.set(night.until().plus(Night.SETTLED));
    Report report = which.over(night);
    new Fold(house, night).assertIs(which);
    return report;
  }

  private static Difference difference(Difference.Kind kind, String what, long kopecks) {
    return new Difference(kind, what, House.rub(kopecks));
  }

  private Watch edited(UnaryOperator<List<Operation>> how) {
    return new Watch(house, new Edited(house.provider, how));
  }

  private static UnaryOperator<List<Operation>> changed(int index, UnaryOperator<Operation> how) {
    return all -> {
      List<Operation> other = new ArrayList<>(all);
      other.set(index, how.apply(other.get(index)));
      return other;
    };
  }

  private static Operation with(Operation it, String of, Money amount) {
    return new Operation(it.id(), it.kind(), of, it.reference(), amount, it.at());
  }

  @Test
  void booksThatAgreeHaveNoDifferences() {
    house.aFullDay();
    Watch paged = edited(UnaryOperator.identity());
    Report report = next(paged);
    assertThat(report.differences()).isEmpty();
    assertThat(Table.of(paged.file(Files.differences(report.night()))).rows()).isEmpty();
    assertThat(next().differences()).isEmpty();
  }

  @Test
  void whatTheProviderAloneHasIsNamedAsItNamesIt() {
    house.aFullDay();
    Incoming planted = house.provider.pay(Optional.empty(), House.rub(77_00));
    Report report = next();
    assertThat(report.differences())
        .containsExactly(difference(Difference.Kind.MISSING_HERE, planted.externalId(), 77_00));
    assertThat(report.isClean()).isFalse();
    Table file = Table.of(watch.file(Files.differences(report.night())));
    assertThat(file.rows())
        .containsExactly(List.of("missing_here", planted.externalId(), "7700", "RUB"));
  }

  @Test
  void aPaymentOfWhichNobodyToldIsTakenInByTheNight() {
    Payment topUp = house.topUp("vera", 40_00);
    house.provider.pay(topUp.id().reference());
    house.provider.pay(topUp.id().reference());
    Report report = next();
    assertThat(report.differences()).isEmpty();
    assertThat(house.found(topUp.id()).stage()).isInstanceOf(TopUp.Credited.class);
    assertThat(house.wallet("vera")).isEqualTo(40_00);
    assertThat(report.unmatched().isZero()).as("it is in the books of the day after").isTrue();
    Report second = next();
    assertThat(second.unmatched()).isEqualTo(House.rub(40_00));
    assertThat(second.differences()).isEmpty();
  }

  @Test
  void aChargebackOfWhichNobodyToldIsTakenInByTheNight() {
    Payment topUp = house.credited("vera", 40_00);
    house.provider.chargeBack(House.external(topUp), 15_00);
    house.provider.chargeBack(House.external(topUp), 5_00);
    assertThat(next().differences()).isEmpty();
    assertThat(house.wallet("vera")).isEqualTo(20_00);
    house.provider.chargeBack(House.external(topUp), 7_00);
    assertThat(next().differences()).isEmpty();
    assertThat(house.wallet("vera")).isEqualTo(13_00);
    assertThat(next().differences()).isEmpty();
  }

  @Test
  void whatWeAloneHaveIsNamedAsWeNameIt() {
    Payment topUp = house.topUp("vera", 40_00);
    String reference = topUp.id().reference();
    Money none = Money.zero(House.RUB);
    house.told(
        new Incoming(
            "pay_forged", Optional.of(reference), topUp.amount(), Incoming.State.PAID, none));
    house.credit("vera", 1_00);
    house.released("vera", "lev", 30_00);
    house.fund(500_00);
    house.credit("vera", 200_00);
    house.released("vera", "lev", 200_00);
    house.provider.next(Behaviour.WAITS);
    Payment withdrawal = house.withdrawal("lev", 110_00);
    house.wake(withdrawal);
    house
        .departures()
        .told(
            House.WORKSPACE,
            new Outgoing(
                withdrawal.id().reference(),
                Optional.of("out_forged"),
                Outgoing.State.PAID,
                Optional.empty()));
    assertThat(next().differences())
        .containsExactlyInAnyOrder(
            difference(Difference.Kind.MISSING_THERE, topUp.id().value(), 40_00),
            difference(Difference.Kind.MISSING_THERE, withdrawal.id().value(), -110_00));
  }

  @Test
  void aChargebackThatThereIsNotIsNamed() {
    Payment topUp = house.credited("vera", 40_00);
    house.told(
        new Incoming(
            House.external(topUp),
            Optional.of(topUp.id().reference()),
            topUp.amount(),
            Incoming.State.CHARGED_BACK,
            House.rub(15_00)));
    assertThat(next().differences())
        .containsExactly(difference(Difference.Kind.MISSING_THERE, topUp.id().value(), -15_00));
  }

  @Test
  void anotherAmountIsNamedOnce() {
    Payment topUp = house.credited("vera", 40_00);
    Watch other = edited(changed(0, it -> with(it, it.of(), House.rub(41_00))));
    assertThat(next(other).differences())
        .containsExactly(difference(Difference.Kind.AMOUNT, House.external(topUp), 41_00));
  }

  @Test
  void anotherCurrencyIsAnotherAmount() {
    Payment topUp = house.credited("vera", 40_00);
    Money euros = new Money(40_00, Currency.getInstance("EUR"));
    Watch other = edited(changed(0, it -> with(it, it.of(), euros)));
    assertThat(next(other).differences())
        .containsExactly(new Difference(Difference.Kind.AMOUNT, House.external(topUp), euros));
  }

  @Test
  void whatWasPaidOutTwiceIsNamed() {
    house.fund(500_00);
    house.credit("vera", 200_00);
    house.released("vera", "lev", 200_00);
    house.wake(house.withdrawal("lev", 110_00));
    Watch twice =
        edited(
            all -> {
              Operation first = all.getFirst();
              List<Operation> more = new ArrayList<>(all);
              more.add(
                  new Operation(
                      "op_again",
                      first.kind(),
                      "out_again",
                      first.reference(),
                      first.amount(),
                      first.at()));
              return more;
            });
    assertThat(next(twice).differences())
        .containsExactly(difference(Difference.Kind.MISSING_HERE, "out_again", -110_00));
  }

  @Test
  void aPayoutWhoseAnswerWasLostIsDrivenOn() {
    house.credit("vera", 200_00);
    house.released("vera", "lev", 200_00);
    house.provider.next(Behaviour.LOSES_ANSWER);
    Payment withdrawal = house.withdrawal("lev", 110_00);
    house.wake(withdrawal);
    assertThat(house.found(withdrawal.id()).stage()).isInstanceOf(Withdrawal.Reconciling.class);
    Report report = next();
    assertThat(report.differences()).isEmpty();
    assertThat(report.reconciling().isZero()).isTrue();
    assertThat(house.found(withdrawal.id()).stage()).isInstanceOf(Withdrawal.Paid.class);
    assertThat(next().differences()).isEmpty();
  }

  @Test
  void whatMayHaveLeftOrNotIsTold() {
    house.credit("vera", 400_00);
    house.released("vera", "lev", 400_00);
    for (long kopecks : List.of(110_00L, 120_00L)) {
      house.provider.next(Behaviour.LOSES_REQUEST);
      house.wake(house.withdrawal("lev", kopecks));
    }
    assertThat(next().reconciling()).isEqualTo(House.rub(230_00));
  }

  @Test
  void aRefundIsComparedLikeAPayout() {
    Payment topUp = house.credited("vera", 40_00);
    house.provider.next(Behaviour.LOSES_ANSWER);
    Payment back = house.withdrawal("vera", 30_00, new Withdrawals.Where.BackFrom(topUp.id()));
    house.wake(back);
    assertThat(next().differences()).isEmpty();
    assertThat(house.found(back.id()).stage()).isInstanceOf(Withdrawal.Paid.class);
  }

  @Test
  void moneyThatFitsNothingAgreesHoweverMuchOfItIsGone() {
    Payment kept = house.stray(100_00);
    String external = ((Stray) kept.stage()).externalId();
    house.told(house.provider.chargeBack(external, 30_00));
    assertThat(next().differences()).isEmpty();
    house.told(house.provider.chargeBack(external, 20_00));
    house.strays.assign(house.in("maria"), kept.id(), house.key(), "vera", "hers");
    house.told(house.provider.chargeBack(external, 10_00));
    Payment gone = house.stray(5_00);
    house.told(house.provider.giveBack(((Stray) gone.stage()).externalId()));
    Payment back = house.stray(50_00);
    house.strays.giveBack(house.in("maria"), back.id(), house.key(), "nobody's");
    PaymentId leaving = ((Stray.GivenBack) house.found(back.id()).stage()).withdrawal();
    house.wake(house.found(leaving));
    assertThat(next().differences()).isEmpty();
    house.told(house.provider.giveBack(external));
    assertThat(next().differences()).isEmpty();
    assertThat(house.wallet("vera")).isZero();
  }

  @Test
  void whatWasGoneBeforeAnybodyToldOfItAgrees() {
    Payment topUp = house.topUp("vera", 40_00);
    Incoming paid = house.provider.pay(topUp.id().reference());
    house.told(house.provider.giveBack(paid.externalId()));
    house.told(paid);
    assertThat(next().differences()).isEmpty();
  }

  @Test
  void aWordThatComesAfterMidnightIsNoDifferenceOnEitherDay() {
    house.at("2026-03-02T23:59:59.999Z");
    Payment topUp = house.topUp("vera", 40_00);
    Incoming paid = house.provider.pay(topUp.id().reference());
    house.at("2026-03-03T00:00:01Z");
    house.told(paid);
    assertThat(next().differences()).isEmpty();
    assertThat(next().differences()).isEmpty();
    assertThat(watch.report(Watch.night("2026-03-02")).balances()).isEmpty();
  }
}
