package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that a provider or a payer's bank takes back without asking. */
class TakenBackTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void itIsTakenFromTheWalletWhileItIsThere() {
    Payment topUp = counter.credited("vera", 100_00);
    Incoming gone = counter.provider.chargeBack(external(topUp), 100_00);
    counter.told(gone);
    counter.told(gone);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isZero();
    assertThat(counter.lines(Book.wallet(Counter.WORKSPACE, "vera", Counter.RUB))).isEqualTo(2);
  }

  @Test
  void whatWasSpentIsLaidOutByTheReserveWhichMayFallBelowZeroAndIsOwed() {
    Payment topUp = counter.credited("vera", 100_00);
    ConsultationId id = counter.agreed("vera", 60_00);
    counter.cases.errands().run(counter.in("vera"), Counter.pays("pay-it", id));
    counter.told(counter.provider.chargeBack(external(topUp), 100_00));
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isEqualTo(60_00);
    assertThat(counter.reserve()).isEqualTo(-60_00);
    assertThat(counter.held(id)).as("what is held stays held").isEqualTo(60_00);
    counter.credited("vera", 100_00);
    assertThat(counter.wallet("vera")).isEqualTo(40_00);
    counter.audit();
    assertThat(counter.reserve()).isZero();
    assertThat(counter.loose(Account.ADVANCES)).isZero();
  }

  @Test
  void itIsTakenInPartsAndOutOfOrder() {
    Payment topUp = counter.credited("vera", 100_00);
    Incoming first = counter.provider.chargeBack(external(topUp), 30_00);
    Incoming second = counter.provider.chargeBack(external(topUp), 20_00);
    counter.told(second);
    counter.told(first);
    assertThat(counter.wallet("vera")).isEqualTo(50_00);
    counter.told(second);
    assertThat(counter.wallet("vera")).isEqualTo(50_00);
  }

  @Test
  void whatIsGoneBeforeAnybodyToldThatItWasPaidIsNeverCredited() {
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    Incoming gone = counter.provider.giveBack(paid.externalId());
    counter.told(gone);
    counter.told(paid);
    counter.told(gone);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.lines(Book.wallet(Counter.WORKSPACE, "vera", Counter.RUB))).isZero();
  }

  @Test
  void whatIsGoneInPartBeforeAnybodyToldThatItWasPaidIsCreditedForTheRest() {
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    counter.told(counter.provider.chargeBack(paid.externalId(), 30_00));
    counter.told(paid);
    assertThat(counter.wallet("vera")).isEqualTo(70_00);
    Incoming stray = counter.provider.pay(Optional.empty(), rub(50_00));
    counter.told(counter.provider.chargeBack(stray.externalId(), 10_00));
    assertThat(counter.loose(Account.UNMATCHED)).isEqualTo(40_00);
  }

  @Test
  void paidAndGoneToldAtOnceComeToNothing() {
    for (int round = 0; round < 50; round++) {
      Payment topUp = counter.topUp("vera", 100_00);
      Incoming paid = counter.provider.pay(topUp.id().reference());
      Incoming gone = counter.provider.chargeBack(paid.externalId(), 100_00);
      Crowd.done(
          List.of(
              () -> {
                counter.told(paid);
                return "paid";
              },
              () -> {
                counter.told(gone);
                return "gone";
              }));
      assertThat(counter.wallet("vera")).isZero();
      assertThat(counter.owed("vera")).isZero();
    }
  }

  /** Whoever credits it has looked, and then somebody tells that it is gone. */
  @Test
  void whatIsToldGoneBetweenTheLookAndTheCommitIsNotCredited() {
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    Incoming gone = counter.provider.chargeBack(paid.externalId(), 100_00);
    Meanwhile meanwhile = new Meanwhile(counter.store, () -> counter.told(gone));
    new Arrivals(counter.ports(meanwhile), _ -> {}).told(Counter.WORKSPACE, paid);
    assertThat(meanwhile.happened()).isTrue();
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isZero();
  }

  private static String external(Payment topUp) {
    return ((TopUp.Credited) topUp.stage()).externalId();
  }
}
