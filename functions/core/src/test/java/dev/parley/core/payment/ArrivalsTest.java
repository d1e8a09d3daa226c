package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money comes into a wallet once, by the provider's word. */
class ArrivalsTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void itIsCreditedOnceHoweverOftenItIsTold() {
    Payment topUp = counter.topUp("vera", 1_500_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    for (int times = 0; times < 5; times++) {
      counter.told(paid);
      counter.advance(Duration.ofHours(1));
    }
    assertThat(counter.wallet("vera")).isEqualTo(1_500_00);
    assertThat(counter.found(topUp).version()).isEqualTo(3);
    assertThat(counter.lines(Book.wallet(Counter.WORKSPACE, "vera", Counter.RUB))).isEqualTo(1);
  }

  @Test
  void itIsCreditedOnceWhenSixtyFourTellOfItAtOnce() {
    Payment topUp = counter.topUp("vera", 1_500_00);
    Incoming paid = counter.provider.pay(topUp.id().reference());
    long done =
        Crowd.done(
            64,
            () -> {
              counter.told(paid);
              return "told";
            });
    assertThat(done).isEqualTo(64);
    assertThat(counter.wallet("vera")).isEqualTo(1_500_00);
    assertThat(counter.found(topUp).version()).isEqualTo(3);
  }

  @Test
  void anotherAmountThanWasAskedForIsKeptAside() {
    Payment topUp = counter.topUp("vera", 1_500_00);
    Incoming less = counter.provider.pay(Optional.of(topUp.id().reference()), rub(1_499_99));
    counter.told(less);
    counter.told(less);
    assertThat(counter.wallet("vera")).isZero();
    assertKept(less, Stray.Why.OTHER_AMOUNT, 1_499_99);
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Waiting.class);
  }

  @Test
  void whatNobodyAnnouncedIsKeptAside() {
    Incoming nothing = counter.provider.pay(Optional.empty(), rub(70_00));
    Incoming other = counter.provider.pay(Optional.of("x".repeat(300)), rub(20_00));
    Incoming elsewhere =
        counter.provider.pay(
            Optional.of(PaymentId.asked("practice", "vera", "key").reference()), rub(10_00));
    List.of(nothing, other, elsewhere).forEach(counter::told);
    assertKept(nothing, Stray.Why.UNKNOWN_REFERENCE, 70_00);
    assertKept(other, Stray.Why.UNKNOWN_REFERENCE, 20_00);
    assertKept(elsewhere, Stray.Why.UNKNOWN_REFERENCE, 10_00);
    assertThat(counter.loose(Account.UNMATCHED)).isEqualTo(100_00);
    assertThat(counter.store.on(Counter.WORKSPACE, Desk.UNMATCHED, Optional.empty(), 10))
        .hasSize(3);
  }

  @Test
  void whatIsPaidTwiceUnderOneReferenceIsCreditedOnceAndKeptOnce() {
    Payment topUp = counter.credited("vera", 100_00);
    Incoming second = counter.provider.pay(topUp.id().reference());
    counter.told(second);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    assertKept(second, Stray.Why.PAID_BEFORE, 100_00);
  }

  @Test
  void moneyPaidUnderAWithdrawalsReferenceIsKeptAside() {
    counter.earns("lev", 500_00);
    Payment withdrawal = counter.withdrawal("lev", 500_00);
    Incoming paid = counter.provider.pay(Optional.of(withdrawal.id().reference()), rub(500_00));
    counter.told(paid);
    assertKept(paid, Stray.Why.UNKNOWN_REFERENCE, 500_00);
  }

  private void assertKept(Incoming it, Stray.Why why, long amount) {
    Payment stray =
        counter.store.find(PaymentId.external(Counter.WORKSPACE, it.externalId())).orElseThrow();
    assertThat(stray.stage())
        .isInstanceOfSatisfying(Stray.Kept.class, kept -> assertThat(kept.why()).isEqualTo(why));
    assertThat(stray.amount()).isEqualTo(rub(amount));
  }

  @Test
  void whatIsRefusedLapsesAndIsStillCreditedWhenItIsPaidAfterAll() {
    Payment topUp = counter.topUp("vera", 100_00);
    counter.told(counter.provider.refuse(topUp.id().reference()));
    assertThat(counter.stage(topUp))
        .isEqualTo(new TopUp.Lapsed(Optional.empty(), true, Counter.START));
    counter.told(counter.provider.pay(topUp.id().reference()));
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Credited.class);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
  }

  @Test
  void aRefusalThatIsToldLateTakesNothingBack() {
    Payment topUp = counter.topUp("vera", 100_00);
    Incoming refused = counter.provider.refuse(topUp.id().reference());
    counter.told(counter.provider.pay(topUp.id().reference()));
    counter.told(refused);
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Credited.class);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
  }

  @Test
  void whatIsPaidAfterItHasLapsedStillArrives() {
    Payment topUp = counter.topUp("vera", 100_00);
    counter.settle();
    assertThat(counter.stage(topUp))
        .isInstanceOfSatisfying(
            TopUp.Lapsed.class, lapsed -> assertThat(lapsed.refused()).isFalse());
    counter.told(counter.provider.pay(topUp.id().reference()));
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
  }

  @Test
  void aDebtIsRepaidFirstAndOnce() {
    counter.fund(500_00);
    counter.owes("vera", 120_00);
    counter.credited("vera", 100_00);
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isEqualTo(20_00);
    counter.credited("vera", 100_00);
    assertThat(counter.wallet("vera")).isEqualTo(80_00);
    assertThat(counter.owed("vera")).isZero();
    assertThat(counter.audit().restored()).isEqualTo(2);
    assertThat(counter.reserve()).isEqualTo(500_00);
  }

  @Test
  void whatNoPaymentCanBeIsNotTakenForOne() {
    assertThatThrownBy(() -> incoming(rub(0), rub(0))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> incoming(rub(-1), rub(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> incoming(rub(1), rub(2))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> incoming(rub(1), rub(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(incoming(rub(1), rub(1)).isGone()).isTrue();
  }

  private static Incoming incoming(Money amount, Money takenBack) {
    return new Incoming("pay", Optional.empty(), amount, Incoming.State.CHARGED_BACK, takenBack);
  }
}
