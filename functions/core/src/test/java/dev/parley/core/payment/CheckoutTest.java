package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Stage;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.ledger.Shortfall;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.PaymentPolicy;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever has too little tops up what is missing, and the consultation is paid with it. */
class CheckoutTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void whoeverHasEnoughPaysAtOnce() {
    counter.credited("vera", 100_00);
    ConsultationId id = counter.agreed("vera", 100_00);
    counter.cases.checkout().pay(counter.in("vera"), Counter.pays("pay-it", id));
    assertThat(counter.stage(id)).isInstanceOf(Stage.Open.class);
    assertThat(counter.wallet("vera")).isZero();
  }

  @Test
  void whatIsMissingIsToldAndATopUpOfItCompletesThePayment() {
    counter.credited("vera", 30_00);
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    assertThat(prepared.code()).isEqualTo(Code.INSUFFICIENT_FUNDS);
    assertThat(prepared.missing()).isEqualTo(rub(70_00));
    assertThat(prepared.topUp().amount()).isEqualTo(rub(70_00));
    assertThat(counter.wallet("vera")).as("nothing was moved").isEqualTo(30_00);
    counter.told(counter.provider.pay(prepared.topUp().id().reference()));
    assertThat(counter.stage(id)).isInstanceOf(Stage.Open.class);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.held(id)).isEqualTo(100_00);
    assertThat(counter.stage(prepared.topUp()).wakeAt()).isEmpty();
  }

  @Test
  void theSamePayKeyPreparesTheSameTopUp() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared first = prepared("pay-it", id);
    assertThat(prepared("pay-it", id).topUp()).isEqualTo(first.topUp());
    assertThat(prepared("another", id).topUp().id()).isNotEqualTo(first.topUp().id());
    counter.credited("vera", 30_00);
    assertThat(prepared("pay-it", id).topUp().amount()).isEqualTo(rub(70_00));
  }

  @Test
  void whenLittleIsMissingTheLeastTopUpIsPreparedAndTheRestStays() {
    counter.credited("vera", 99_50);
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    assertThat(prepared.missing()).isEqualTo(rub(50));
    assertThat(prepared.topUp().amount()).isEqualTo(rub(1_00));
    counter.told(counter.provider.pay(prepared.topUp().id().reference()));
    assertThat(counter.wallet("vera")).isEqualTo(50);
  }

  @Test
  void whatIsMoreThanOneTopUpMayBeIsToldAsMissingAllTheSame() {
    PaymentPolicy it = PaymentPolicy.standard(Counter.RUB);
    counter.provision(
        new PaymentPolicy(
            it.leastTopUp(),
            rub(99_99),
            it.topUpLifetime(),
            it.leastWithdrawal(),
            it.mostWithdrawal(),
            it.approvalAbove()));
    ConsultationId id = counter.agreed("vera", 100_00);
    Shortfall shortfall =
        catchThrowableOfType(
            Shortfall.class,
            () -> counter.cases.checkout().pay(counter.in("vera"), Counter.pays("pay-it", id)));
    assertThat(shortfall.missing()).isEqualTo(rub(100_00));
    counter.provision(PaymentPolicy.standard(Currency.getInstance("USD")));
    Money missing =
        catchThrowableOfType(
                Shortfall.class,
                () -> counter.cases.checkout().pay(counter.in("vera"), Counter.pays("pay-it", id)))
            .missing();
    assertThat(missing).isEqualTo(rub(100_00));
  }

  @Test
  void whoDiedBetweenCreditAndPaymentIsFinishedByASweep() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    Incoming paid = counter.provider.pay(prepared.topUp().id().reference());
    creditAlone(paid);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    assertThat(counter.stage(id)).isInstanceOf(Stage.Agreed.class);
    counter.sweep();
    assertThat(counter.stage(id)).isInstanceOf(Stage.Open.class);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.due()).isEmpty();
  }

  @Test
  void itIsFinishedByWhoeverTellsOfItAgain() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Incoming paid = counter.provider.pay(prepared("pay-it", id).topUp().id().reference());
    creditAlone(paid);
    counter.told(paid);
    assertThat(counter.stage(id)).isInstanceOf(Stage.Open.class);
  }

  private void creditAlone(Incoming paid) {
    new Arrivals(counter.ports(), _ -> {}).told(Counter.WORKSPACE, paid);
  }

  @Test
  void whatCannotBePaidAnyMoreLeavesTheMoneyInTheWallet() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    counter.advance(Duration.ofDays(2));
    counter.told(counter.provider.pay(prepared.topUp().id().reference()));
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    assertThat(counter.stage(id)).isNotInstanceOf(Stage.Open.class);
    assertThat(counter.stage(prepared.topUp()).wakeAt()).as("it is not tried for ever").isEmpty();
  }

  @Test
  void ofTwoTopUpsForOneConsultationOnePaysItAndTheOtherStays() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared one = prepared("pay-it", id);
    Prepared other = prepared("another", id);
    counter.told(counter.provider.pay(one.topUp().id().reference()));
    counter.told(counter.provider.pay(other.topUp().id().reference()));
    assertThat(counter.held(id)).isEqualTo(100_00);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
  }

  @Test
  void aDebtThatIsRepaidFirstLeavesTheConsultationUnpaid() {
    counter.fund(50_00);
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    counter.owes("vera", 40_00);
    counter.told(counter.provider.pay(prepared.topUp().id().reference()));
    assertThat(counter.stage(id)).isInstanceOf(Stage.Agreed.class);
    assertThat(counter.wallet("vera")).isEqualTo(60_00);
    assertThat(counter.stage(prepared.topUp()))
        .isInstanceOfSatisfying(
            TopUp.Credited.class, it -> assertThat(it.completes()).isEqualTo(Optional.empty()));
  }

  @Test
  void whoeverAsksAgainAfterTheTopUpHasPaidHearsThatItIsPaid() {
    ConsultationId id = counter.agreed("vera", 100_00);
    Prepared prepared = prepared("pay-it", id);
    counter.told(counter.provider.pay(prepared.topUp().id().reference()));
    assertThat(
            counter
                .cases
                .checkout()
                .pay(counter.in("vera"), Counter.pays("pay-it", id))
                .consultation())
        .isEqualTo(id);
    assertThat(counter.stage(id)).isInstanceOf(Stage.Open.class);
    assertThat(counter.wallet("vera")).isZero();
  }

  @Test
  void whatWasPaidByHandIsNotPaidOnceMore() {
    counter.credited("vera", 100_00);
    ConsultationId id = counter.agreed("vera", 100_00);
    counter.cases.checkout().pay(counter.in("vera"), Counter.pays("pay-it", id));
    Refused refusal =
        catchThrowableOfType(
            Refused.class,
            () -> counter.cases.checkout().pay(counter.in("vera"), Counter.pays("another", id)));
    assertThat(refusal.code()).isEqualTo(Code.WRONG_STAGE);
  }

  private Prepared prepared(String key, ConsultationId id) {
    return catchThrowableOfType(
        Prepared.class,
        () -> counter.cases.checkout().pay(counter.in("vera"), Counter.pays(key, id)));
  }
}
