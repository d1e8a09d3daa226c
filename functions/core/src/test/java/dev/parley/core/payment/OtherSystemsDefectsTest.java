package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Errand;
import dev.parley.core.failure.Code;
import dev.parley.core.ledger.Account;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Defects by which other systems have lost money, each of which would show here. */
class OtherSystemsDefectsTest {
  private static final Withdrawals.Where PURSE = new Withdrawals.Where.ToPurse(Counter.PURSE);

  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    counter.settle();
    assertThat(counter.audit().flaws()).isEmpty();
    Agreement.settled(counter, "in the end");
  }

  @Test
  void aRetryUnderTheSameKeyThatPaidWithoutDebiting() {
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.LOSES_REQUEST, Behaviour.LOSES_ANSWER, Behaviour.WAITS);
    Receipt first = withdraw("key", 100_00);
    for (int retries = 0; retries < 4; retries++) {
      assertThat(withdraw("key", 100_00)).isEqualTo(first);
      counter.advance(Duration.ofHours(1));
      counter.sweep();
    }
    assertThat(counter.provider.sent(first.payment().reference())).isEqualTo(100_00);
    assertThat(counter.earnings("lev")).isEqualTo(200_00);

    counter.provider.next(Behaviour.FAILS);
    Receipt failed = withdraw("other", 100_00);
    counter.sweep();
    assertThat(withdraw("other", 100_00)).isEqualTo(failed);
    counter.settle();
    assertThat(counter.provider.sent(failed.payment().reference())).isZero();
    assertThat(counter.earnings("lev")).isEqualTo(200_00);
  }

  @Test
  void aBatchPaidTwiceOnTwoDates() {
    counter.earns("lev", 1_000_00);
    counter.earns("nina", 1_000_00);
    List<Payment> batch = new ArrayList<>();
    for (int one = 0; one < 10; one++) {
      batch.add(counter.withdrawal(one % 2 == 0 ? "lev" : "nina", 100_00 + one));
    }
    List<Waking> due = counter.due();
    for (int date = 0; date < 2; date++) {
      for (Waking waking : due) {
        counter.cases.progress().woke(waking.payment());
        counter.cases.progress().woke(waking.payment());
      }
      counter.advance(Duration.ofDays(1));
    }
    for (Payment one : batch) {
      assertThat(counter.provider.sent(one.id().reference())).isEqualTo(one.amount().amount());
    }
    assertThat(counter.provider.book()).hasSize(10);
  }

  /** 97.73 less ten hundredths is 87.957: somebody paid out 87.96 and debited 87.957975. */
  @Test
  void aFractionOfAKopeckThatIsPaidAndNotDebited() {
    ConsultationId id = released(977_31);
    assertThat(counter.loose(Account.COMMISSION)).isEqualTo(97_73);
    assertThat(counter.earnings("lev")).isEqualTo(879_58);
    assertThat(counter.held(id)).isZero();
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> withdraw("more", 879_59));
    withdraw("all", 879_58);
    counter.settle();
    assertThat(counter.earnings("lev")).isZero();
    assertThat(counter.provider.sum()).isEqualTo(977_31 - 879_58);
  }

  @Test
  void aShareThatLeavesAFractionOver() {
    for (int share : new int[] {0, 1, 333, 1_000, 3_333, 9_999, 10_000}) {
      for (long price = 1; price < 3_000; price++) {
        Money whole = rub(price);
        Money commission = new BasisPoints(share).of(whole);
        assertThat(commission.amount() * 10_000).isLessThanOrEqualTo(price * share);
        assertThat((commission.amount() + 1) * 10_000).isGreaterThan(price * share);
        assertThat(commission.plus(whole.minus(commission))).isEqualTo(whole);
      }
    }
  }

  @Test
  void aRefundDeductedTwice() {
    Payment topUp = counter.credited("vera", 100_00);
    counter.credited("vera", 100_00);
    counter.provider.next(Behaviour.WAITS_AND_LOSES_ANSWER);
    Payment back = counter.withdrawal("vera", 100_00, new Withdrawals.Where.BackFrom(topUp.id()));
    counter.sweep();
    Outgoing paid = counter.provider.settle(back.id().reference(), Outgoing.State.PAID);
    counter.told(paid);
    counter.settle();
    counter.told(paid);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    assertThat(counter.returning("vera")).isZero();
    assertThat(counter.provider.sum()).isEqualTo(100_00);
  }

  @Test
  void aDepositRefundedButStillChargeable() {
    Payment topUp = counter.credited("vera", 100_00);
    Withdrawals.Where back = new Withdrawals.Where.BackFrom(topUp.id());
    ConsultationId id = counter.agreed("vera", 50_00);
    counter.withdrawal("vera", 100_00, back);
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> pay(id, "on its way"));
    counter.settle();
    assertRefused(Code.ABOVE_LIMIT, () -> counter.withdrawal("vera", 1, back));

    Payment stray = counter.stray(70_00);
    counter.cases.strays().giveBack(counter.in("maria"), stray.id(), "give-back", "why");
    assertRefused(
        Code.WRONG_STAGE,
        () ->
            counter
                .cases
                .strays()
                .assign(counter.in("maria"), stray.id(), "assign", "vera", "why"));

    Payment returned = counter.credited("vera", 40_00);
    counter.told(counter.provider.giveBack(((TopUp.Credited) returned.stage()).externalId()));
    assertThat(counter.wallet("vera")).isZero();
  }

  @Test
  void aRefundAfterPayoutAbsorbedSilently() {
    counter.fund(1_000_00);
    ConsultationId id = released(500_00);
    withdraw("all", 450_00);
    counter.settle();
    Command refund = new Command.Refund(rub(500_00), "it was wrong");
    counter.cases.errands().run(counter.in("irina"), new Errand.Carry("refund", id, refund));
    assertThat(counter.wallet("vera")).isEqualTo(500_00);
    assertThat(counter.owed("lev")).isEqualTo(450_00);
    assertThat(counter.reserve()).isEqualTo(550_00);
    released(600_00);
    assertThat(counter.owed("lev")).as("it is repaid first").isZero();
    assertThat(counter.earnings("lev")).isEqualTo(90_00);
    counter.audit();
    assertThat(counter.reserve()).isEqualTo(1_000_00);
  }

  @Test
  void holdsIgnoredInTheBalanceCheck() {
    Payment topUp = counter.credited("vera", 100_00);
    ConsultationId first = counter.agreed("vera", 70_00);
    ConsultationId second = counter.agreed("vera", 70_00);
    pay(first, "first-pay");
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> pay(second, "second-pay"));
    assertRefused(
        Code.INSUFFICIENT_FUNDS,
        () -> counter.withdrawal("vera", 30_01, new Withdrawals.Where.BackFrom(topUp.id())));
    counter.earns("lev", 60_000_00);
    Payment waiting = counter.withdrawal("lev", 59_950_00);
    assertThat(waiting.stage()).isInstanceOf(Withdrawal.Awaiting.class);
    assertRefused(Code.INSUFFICIENT_FUNDS, () -> withdraw("while it waits", 100_00));
    counter.cases.withdrawals().cancel(counter.in("lev"), waiting.id(), "cancel");
  }

  /** A consultation that the specialist has got the money for. */
  private ConsultationId released(long price) {
    Payment topUp = counter.topUp("vera", price);
    counter.told(counter.provider.pay(topUp.id().reference()));
    ConsultationId id = counter.agreed("vera", price);
    pay(id, counter.key());
    carry("lev", id, new Command.Close(Optional.empty()));
    carry("vera", id, new Command.Accept());
    return id;
  }

  private void carry(String person, ConsultationId id, Command command) {
    counter.cases.errands().run(counter.in(person), new Errand.Carry(counter.key(), id, command));
  }

  private void pay(ConsultationId id, String key) {
    counter.cases.checkout().pay(counter.in("vera"), Counter.pays(key, id));
  }

  private Receipt withdraw(String key, long kopecks) {
    return counter.cases.withdrawals().create(counter.in("lev"), key, rub(kopecks), PURSE);
  }
}
