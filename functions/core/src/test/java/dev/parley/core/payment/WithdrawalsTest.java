package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.core.failure.Code;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody has earned is set aside, and a second person looks at much of it. */
class WithdrawalsTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void itIsSetAsideAtOnceAndLeavesSoonAfter() {
    counter.earns("lev", 500_00);
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    assertThat(counter.earnings("lev")).isEqualTo(200_00);
    assertThat(counter.withdrawing("lev")).isEqualTo(300_00);
    assertThat(counter.wakings).contains(new Waking(withdrawal.id(), Counter.START));
    assertThat(counter.wake(withdrawal)).isEqualTo(Progress.Outcome.GONE_ON);
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Paid.class);
    assertThat(counter.withdrawing("lev")).isZero();
    assertThat(counter.provider.sum()).isEqualTo(-300_00);
    assertThat(counter.wake(withdrawal)).isEqualTo(Progress.Outcome.MOVED_ON);
  }

  @Test
  void theSameKeyGivesTheSameReceiptAndSetsNothingAsideTwice() {
    counter.earns("lev", 500_00);
    Receipt first = create("key", 300_00, Counter.PURSE);
    counter.settle();
    assertThat(create("key", 300_00, Counter.PURSE)).isEqualTo(first);
    assertThat(counter.earnings("lev")).isEqualTo(200_00);
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> create("key", 300_01, Counter.PURSE));
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> create("key", 300_00, "P999999999999"));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            counter.cases.topUps().create(counter.in("lev"), "key", rub(300_00), Optional.empty()));
  }

  @Test
  void theLeastAndTheMostAreKeptToTheKopeck() {
    counter.earns("lev", 300_000_00);
    assertRefused(Code.BELOW_MINIMUM, () -> counter.withdrawal("lev", 99_99));
    assertRefused(Code.BELOW_MINIMUM, () -> counter.withdrawal("lev", 0));
    assertRefused(Code.BELOW_MINIMUM, () -> counter.withdrawal("lev", -100_00));
    assertRefused(Code.ABOVE_LIMIT, () -> counter.withdrawal("lev", 100_000_01));
    assertThat(counter.withdrawal("lev", 100_00).stage()).isInstanceOf(Withdrawal.Sending.class);
    assertThat(counter.withdrawal("lev", 50_000_00).stage()).isInstanceOf(Withdrawal.Sending.class);
    assertThat(counter.withdrawal("lev", 50_000_01).stage())
        .isInstanceOf(Withdrawal.Awaiting.class);
    assertThat(counter.withdrawal("lev", 100_000_00).stage())
        .isInstanceOf(Withdrawal.Awaiting.class);
    Money dollars = new Money(100_00, Currency.getInstance("USD"));
    assertRefused(
        Code.INVALID_FIELD,
        () ->
            counter
                .cases
                .withdrawals()
                .create(
                    counter.in("lev"),
                    "dollars",
                    dollars,
                    new Withdrawals.Where.ToPurse("Z123456789012")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "123456789012",
        "P12345678901",
        "P1234567890123",
        "p123456789012",
        "Z123456789012",
        "E123456789012",
        "PP12345678901",
        "P12345678901a",
        " P123456789012",
        "P123456789012\n",
        "P١٢٣٤٥٦٧٨٩٠١٢"
      })
  void whatIsNoPurseForRoublesIsRefused(String number) {
    counter.earns("lev", 500_00);
    assertRefused(Code.INVALID_FIELD, () -> create("purse-key", 300_00, number));
    assertThat(counter.earnings("lev")).isEqualTo(500_00);
  }

  @Test
  void eachCurrencyHasItsOwnPurses() {
    assertThat(Purse.isNumber("P123456789012", Counter.RUB)).isTrue();
    assertThat(Purse.isNumber("R123456789012", Counter.RUB)).isTrue();
    assertThat(Purse.isNumber("Z123456789012", Currency.getInstance("USD"))).isTrue();
    assertThat(Purse.isNumber("E123456789012", Currency.getInstance("EUR"))).isTrue();
    assertThat(Purse.isNumber("K123456789012", Currency.getInstance("KZT"))).isTrue();
    assertThat(Purse.isNumber("P123456789012", Currency.getInstance("JPY"))).isFalse();
    assertThat(new Purse("P123456789012")).hasToString("P…9012");
  }

  @Test
  void nobodyWithdrawsMoreThanTheyHaveEarned() {
    counter.earns("lev", 300_00);
    counter.credited("lev", 500_00);
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> counter.withdrawal("lev", 300_01));
    counter.withdrawal("lev", 300_00);
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> counter.withdrawal("lev", 100_00));
  }

  @Test
  void ofTwoWhoWithdrawEverythingAtOnceOneDoes() {
    for (int round = 0; round < 20; round++) {
      Counter one = new Counter();
      one.earns("lev", 300_00);
      assertThat(Crowd.done(8, () -> one.withdrawal("lev", 300_00))).isEqualTo(1);
      one.settle();
      assertThat(one.provider.sum()).isEqualTo(-300_00);
      assertThat(one.earnings("lev") + one.withdrawing("lev")).isZero();
    }
  }

  @Test
  void aLargeOneLeavesWhenASecondPersonAgrees() {
    counter.earns("lev", 60_000_00);
    Payment withdrawal = counter.withdrawal("lev", 60_000_00);
    counter.settle();
    assertThat(counter.withdrawing("lev")).isEqualTo(60_000_00);
    assertThat(counter.store.on(Counter.WORKSPACE, Desk.APPROVAL, Optional.empty(), 10))
        .containsExactly(withdrawal);
    assertRefused(Code.NOT_ALLOWED, () -> approve("lev", withdrawal, "approve"));
    assertRefused(Code.NOT_ALLOWED, () -> approve("irina", withdrawal, "approve"));
    Receipt first = approve("maria", withdrawal, "approve");
    assertThat(approve("maria", withdrawal, "approve")).isEqualTo(first);
    assertRefused(Code.WRONG_STAGE, () -> approve("nina", withdrawal, "approve"));
    counter.settle();
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Paid.class);
    assertRefused(Code.WRONG_STAGE, () -> cancel("lev", withdrawal, "cancel"));
    assertThat(approve("maria", withdrawal, "approve")).isEqualTo(first);
    assertThat(counter.provider.sum()).isEqualTo(-60_000_00);
  }

  @Test
  void nobodyIsTheirOwnSecondPerson() {
    counter.earns("nina", 60_000_00);
    Payment withdrawal = counter.withdrawal("nina", 60_000_00);
    assertRefused(Code.NOT_ALLOWED, () -> approve("nina", withdrawal, "approve"));
    assertRefused(Code.NOT_ALLOWED, () -> reject("nina", withdrawal, "reject"));
    approve("maria", withdrawal, "approve");
  }

  @Test
  void whatIsRejectedIsBack() {
    counter.earns("lev", 60_000_00);
    Payment withdrawal = counter.withdrawal("lev", 60_000_00);
    Receipt first = reject("maria", withdrawal, "reject");
    assertThat(reject("maria", withdrawal, "reject")).isEqualTo(first);
    assertThat(counter.stage(withdrawal))
        .isEqualTo(
            new Withdrawal.Rejected(
                new Destination.ToPurse(new Purse(Counter.PURSE)), "maria", "why", Counter.START));
    assertThat(counter.earnings("lev")).isEqualTo(60_000_00);
    assertThat(counter.withdrawing("lev")).isZero();
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            counter
                .cases
                .withdrawals()
                .reject(counter.in("maria"), withdrawal.id(), "reject", "another reason"));
  }

  @Test
  void itsOwnerCallsItOffWhileItWaits() {
    counter.earns("lev", 60_000_00);
    Payment withdrawal = counter.withdrawal("lev", 60_000_00);
    assertRefused(Code.NOT_FOUND, () -> cancel("vera", withdrawal, "cancel"));
    Receipt first = cancel("lev", withdrawal, "cancel");
    assertThat(cancel("lev", withdrawal, "cancel")).isEqualTo(first);
    assertThat(counter.earnings("lev")).isEqualTo(60_000_00);
    assertRefused(Code.WRONG_STAGE, () -> approve("maria", withdrawal, "approve"));
    assertRefused(Code.NOT_FOUND, () -> cancel("vera", counter.topUp("vera", 1_00), "cancel"));
  }

  @Test
  void itsOwnerCallsItOffWhileTheProviderCannotBeCalledAndNothingIsSentLater() {
    counter.earns("lev", 110_00);
    counter.provider.next(FakeProvider.Behaviour.UNAVAILABLE);
    Payment withdrawal = counter.withdrawal("lev", 110_00);
    counter.wake(withdrawal);
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Sending.class);
    cancel("lev", withdrawal, "cancel");
    counter.settle();
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Cancelled.class);
    assertThat(counter.earnings("lev")).isEqualTo(110_00);
    assertThat(counter.provider.sum()).isZero();
  }

  @Test
  void whoeverOwesKeepsWhatTheyOwe() {
    counter.fund(150_00);
    counter.earns("lev", 300_00);
    counter.owes("lev", 150_00);
    Shortfall shortfall =
        catchThrowableOfType(Shortfall.class, () -> create("withdraw", 150_01, Counter.PURSE));
    assertThat(shortfall.missing()).isEqualTo(rub(1));
    create("withdraw", 150_00, Counter.PURSE);
    assertThat(counter.earnings("lev")).isEqualTo(150_00);
  }

  @Test
  void whoeverMayHaveBeenCalledIsNotCalledOff() {
    counter.earns("lev", 110_00);
    counter.provider.next(FakeProvider.Behaviour.LOSES_ANSWER);
    Payment withdrawal = counter.withdrawal("lev", 110_00);
    counter.wake(withdrawal);
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Reconciling.class);
    assertRefused(Code.WRONG_STAGE, () -> cancel("lev", withdrawal, "cancel"));
    counter.settle();
    assertThat(counter.earnings("lev")).isZero();
  }

  @Test
  void ofThreeWhoDecideAtOnceOneDoes() {
    for (int round = 0; round < 30; round++) {
      Counter one = new Counter();
      one.earns("lev", 60_000_00);
      PaymentId id = one.withdrawal("lev", 60_000_00).id();
      Withdrawals cases = one.cases.withdrawals();
      long done =
          Crowd.done(
              List.of(
                  () -> cases.approve(one.in("maria"), id, "approve"),
                  () -> cases.reject(one.in("nina"), id, "reject", "no"),
                  () -> cases.cancel(one.in("lev"), id, "cancel")));
      assertThat(done).as("whoever agrees may be followed by an owner who does not").isIn(1L, 2L);
      one.settle();
      assertThat(one.earnings("lev") - one.provider.sum()).isEqualTo(60_000_00);
    }
  }

  private Receipt create(String key, long kopecks, String purse) {
    return counter
        .cases
        .withdrawals()
        .create(counter.in("lev"), key, rub(kopecks), new Withdrawals.Where.ToPurse(purse));
  }

  private Receipt approve(String person, Payment withdrawal, String key) {
    return counter.cases.withdrawals().approve(counter.in(person), withdrawal.id(), key);
  }

  private Receipt reject(String person, Payment withdrawal, String key) {
    return counter.cases.withdrawals().reject(counter.in(person), withdrawal.id(), key, "why");
  }

  private Receipt cancel(String person, Payment withdrawal, String key) {
    return counter.cases.withdrawals().cancel(counter.in(person), withdrawal.id(), key);
  }
}
