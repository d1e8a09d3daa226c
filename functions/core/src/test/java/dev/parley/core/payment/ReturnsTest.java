package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.money.Money;
import dev.parley.core.payment.FakeProvider.Behaviour;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in a wallet goes back where it came from, and never more of it than came. */
class ReturnsTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void aPartGoesBackAndThenTheRestAndThenNothing() {
    Payment topUp = counter.credited("vera", 100_00);
    Payment part = back("vera", topUp, 30_00);
    assertThat(counter.wallet("vera")).isEqualTo(70_00);
    assertThat(counter.returning("vera")).isEqualTo(30_00);
    counter.wake(part);
    assertThat(counter.returning("vera")).isZero();
    assertRefused(Code.ABOVE_LIMIT, () -> back("vera", topUp, 70_01));
    counter.wake(back("vera", topUp, 70_00));
    assertRefused(Code.ABOVE_LIMIT, () -> back("vera", topUp, 1));
    assertThat(counter.provider.sum()).isZero();
    assertThat(counter.wallet("vera")).isZero();
  }

  @Test
  void aKopeckMayGoBackAndNothingMayNot() {
    Payment topUp = counter.credited("vera", 100_00);
    assertRefused(Code.BELOW_MINIMUM, () -> back("vera", topUp, 0));
    assertRefused(Code.BELOW_MINIMUM, () -> back("vera", topUp, -1));
    counter.wake(back("vera", topUp, 1));
    assertThat(counter.provider.sum()).isEqualTo(99_99);
  }

  @Test
  void onlyWhatIsInTheWalletGoesBack() {
    Payment topUp = counter.credited("vera", 100_00);
    counter
        .cases
        .errands()
        .run(counter.in("vera"), Counter.pays("pay-it", counter.agreed("vera", 60_00)));
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> back("vera", topUp, 40_01));
    counter.wake(back("vera", topUp, 40_00));
  }

  @Test
  void onlyItsOwnerMayAndOnlyWhatHasCome() {
    Payment topUp = counter.credited("vera", 100_00);
    assertRefused(Code.NOT_FOUND, () -> back("pavel", topUp, 100_00));
    assertRefused(Code.WRONG_STAGE, () -> back("vera", counter.topUp("vera", 50_00), 50_00));
    assertRefused(Code.NOT_FOUND, () -> back("vera", counter.stray(50_00), 50_00));
  }

  @Test
  void ofTwoWhoWantAllOfItBackAtOnceOneGetsIt() {
    for (int round = 0; round < 20; round++) {
      Counter one = new Counter();
      Payment topUp = one.credited("vera", 100_00);
      one.credited("vera", 100_00);
      assertThat(
              Crowd.done(
                  8,
                  () -> one.withdrawal("vera", 100_00, new Withdrawals.Where.BackFrom(topUp.id()))))
          .isEqualTo(1);
      one.settle();
      assertThat(one.wallet("vera")).isEqualTo(100_00);
      assertThat(one.provider.sum()).isEqualTo(100_00);
    }
  }

  @Test
  void whatFailsIsInTheWalletAgainAndCanGoBackAgain() {
    Payment topUp = counter.credited("vera", 100_00);
    counter.provider.next(Behaviour.FAILS);
    Payment failing = back("vera", topUp, 100_00);
    counter.wake(failing);
    assertThat(counter.stage(failing)).isInstanceOf(Withdrawal.Failed.class);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    counter.wake(back("vera", topUp, 100_00));
    assertThat(counter.provider.sum()).isZero();
  }

  @Test
  void aLargeOneNeedsASecondPersonAndWhatTheyRejectIsBack() {
    Payment topUp = counter.credited("vera", 60_000_00);
    Payment one = back("vera", topUp, 60_000_00);
    assertThat(one.stage()).isInstanceOf(Withdrawal.Awaiting.class);
    counter.cases.withdrawals().reject(counter.in("maria"), one.id(), "reject", "why");
    assertThat(counter.wallet("vera")).isEqualTo(60_000_00);
    Payment other = back("vera", topUp, 60_000_00);
    counter.cases.withdrawals().cancel(counter.in("vera"), other.id(), "cancel");
    Payment third = back("vera", topUp, 60_000_00);
    counter.cases.withdrawals().approve(counter.in("maria"), third.id(), "approve");
    counter.settle();
    assertThat(counter.provider.sum()).isZero();
  }

  /** The provider refuses the refund, for the money is gone: whoever charged back gains nothing. */
  @Test
  void whatIsChargedBackOnItsWayIsRepaidFromWhatStays() {
    counter.provider.next(Behaviour.WAITS);
    Payment topUp = counter.credited("vera", 100_00);
    Payment returning = back("vera", topUp, 100_00);
    counter.wake(returning);
    counter.told(counter.provider.chargeBack(external(topUp), 100_00));
    assertThat(counter.owed("vera")).isEqualTo(100_00);
    assertThat(counter.reserve()).isEqualTo(-100_00);
    counter.told(counter.provider.settle(returning.id().reference(), Outgoing.State.FAILED));
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isZero();
    counter.audit();
    assertThat(counter.reserve()).isZero();
  }

  @Test
  void whatIsChargedBackBeforeItIsSentIsRefusedByTheProvider() {
    Payment topUp = counter.credited("vera", 100_00);
    Payment returning = back("vera", topUp, 100_00);
    counter.told(counter.provider.chargeBack(external(topUp), 100_00));
    counter.settle();
    assertThat(counter.stage(returning)).isInstanceOf(Withdrawal.Failed.class);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isZero();
    assertRefused(Code.ABOVE_LIMIT, () -> back("vera", topUp, 1));
  }

  @Test
  void whatIsChargedBackAfterItWentBackIsOwed() {
    Payment topUp = counter.credited("vera", 100_00);
    counter.wake(back("vera", topUp, 100_00));
    counter.told(counter.provider.chargeBack(external(topUp), 100_00));
    assertThat(counter.owed("vera")).isEqualTo(100_00);
    assertRefused(Code.ABOVE_LIMIT, () -> back("vera", topUp, 1));
  }

  @Test
  void nothingGoesBackInACurrencyThatIsNotUsedAnyMore() {
    Payment topUp = counter.credited("vera", 100_00);
    counter.provision(PaymentPolicy.standard(Currency.getInstance("USD")));
    assertRefused(Code.INVALID_FIELD, () -> back("vera", topUp, 100_00));
    assertRefused(
        Code.INVALID_FIELD,
        () ->
            counter
                .cases
                .withdrawals()
                .create(
                    counter.in("vera"),
                    "dollars",
                    new Money(100_00, Currency.getInstance("USD")),
                    new Withdrawals.Where.BackFrom(topUp.id())));
  }

  @Test
  void theMostThatMayLeaveAtOnceHoldsHere() {
    PaymentPolicy it = PaymentPolicy.standard(Counter.RUB);
    counter.provision(
        new PaymentPolicy(
            it.leastTopUp(),
            it.mostTopUp(),
            Duration.ofHours(1),
            it.leastWithdrawal(),
            rub(50_00),
            rub(20_00)));
    Payment topUp = counter.credited("vera", 100_00);
    assertRefused(Code.ABOVE_LIMIT, () -> back("vera", topUp, 50_01));
    for (long amount : List.of(50_00L, 30_00L)) {
      assertThat(back("vera", topUp, amount).stage()).isInstanceOf(Withdrawal.Awaiting.class);
    }
    assertThat(back("vera", topUp, 20_00).stage()).isInstanceOf(Withdrawal.Sending.class);
    counter.settle();
  }

  private Payment back(String person, Payment topUp, long kopecks) {
    return counter.withdrawal(person, kopecks, new Withdrawals.Where.BackFrom(topUp.id()));
  }

  private static String external(Payment topUp) {
    return ((TopUp.Credited) topUp.stage()).externalId();
  }
}
