package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page is opened on which somebody pays, and waited for. */
class TopUpsTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void whoeverTopsUpGetsAPageAndNoMoneyYet() {
    Payment topUp = counter.topUp("vera", 1_500_00);
    assertThat(topUp.stage())
        .isEqualTo(
            new TopUp.Waiting(
                Optional.empty(),
                "https://pay.example/pay_1",
                Counter.START.plus(Duration.ofDays(1)),
                0,
                Counter.START.plus(Duration.ofMinutes(2))));
    assertThat(topUp.belongsTo("vera")).isTrue();
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.wakings).contains(new Waking(topUp.id(), Counter.START.plusSeconds(120)));
  }

  @Test
  void theSameKeyGivesTheSameTopUpAndTheSameReceipt() {
    Payment first = create("key", rub(100_00));
    counter.advance(Duration.ofMinutes(1));
    Payment again = create("key", rub(100_00));
    assertThat(again).isEqualTo(first);
    assertThat(TopUps.receipt(again)).isEqualTo(TopUps.receipt(first));
    assertThat(TopUps.receipt(first)).isEqualTo(new Receipt(first.id(), 1, Counter.START));
    counter.told(counter.provider.pay(first.id().reference()));
    assertThat(TopUps.receipt(create("key", rub(100_00)))).isEqualTo(TopUps.receipt(first));
  }

  @Test
  void somethingElseUnderTheSameKeyIsRefusedForEver() {
    create("key", rub(100_00));
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> create("key", rub(100_01)));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            counter
                .cases
                .topUps()
                .create(counter.in("vera"), "key", rub(100_00), Optional.of("order")));
    assertRefused(
        Code.IDEMPOTENCY_MISMATCH,
        () ->
            counter
                .cases
                .withdrawals()
                .create(
                    counter.in("vera"),
                    "key",
                    rub(100_00),
                    new Withdrawals.Where.ToPurse(Counter.PURSE)));
    assertThat(counter.topUp("pavel", 100_00).id())
        .as("a key is its person's own")
        .isNotEqualTo(PaymentId.asked(Counter.WORKSPACE, "vera", "key"));
  }

  @Test
  void aTopUpKeepsItsLimitsToTheKopeck() {
    assertRefused(Code.BELOW_MINIMUM, () -> counter.topUp("vera", 99));
    assertRefused(Code.BELOW_MINIMUM, () -> counter.topUp("vera", 0));
    assertRefused(Code.BELOW_MINIMUM, () -> counter.topUp("vera", -100_00));
    assertRefused(Code.ABOVE_LIMIT, () -> counter.topUp("vera", 100_000_01));
    Money dollars = new Money(100_00, Currency.getInstance("USD"));
    assertRefused(Code.INVALID_FIELD, () -> create("dollars", dollars));
    assertThat(counter.topUp("vera", 1_00).stage()).isInstanceOf(TopUp.Waiting.class);
    assertThat(counter.topUp("vera", 100_000_00).stage()).isInstanceOf(TopUp.Waiting.class);
  }

  @Test
  void aPageIsOpenedLaterWhenTheProviderWasAway() {
    counter.provider.silent(true);
    Payment topUp = counter.topUp("vera", 100_00);
    assertThat(topUp.stage()).isInstanceOf(TopUp.Asked.class);
    assertThat(counter.wakings).extracting(Waking::payment).contains(topUp.id());
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.EARLY);
    counter.advance(Duration.ofMinutes(2));
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.GONE_ON);
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Asked.class);
    counter.provider.silent(false);
    counter.advance(Duration.ofMinutes(2));
    counter.sweep();
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Waiting.class);
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.EARLY);
  }

  @Test
  void aPageThatCouldNeverBeOpenedIsGivenUp() {
    counter.provider.silent(true);
    Payment topUp = counter.topUp("vera", 100_00);
    counter.advance(Duration.ofDays(1));
    counter.sweep();
    assertThat(counter.stage(topUp))
        .isEqualTo(new TopUp.Lapsed(Optional.empty(), false, counter.now.get()));
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.MOVED_ON);
  }

  @Test
  void theProviderIsAskedWhenItNeverTells() {
    Payment topUp = counter.topUp("vera", 100_00);
    counter.provider.pay(topUp.id().reference());
    counter.advance(Duration.ofMinutes(2));
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.GONE_ON);
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.MOVED_ON);
  }

  @Test
  void itIsAskedLessAndLessOftenAndLastWhenItIsNotWaitedForAnyMore() {
    Payment topUp = counter.topUp("vera", 100_00);
    Instant end = Counter.START.plus(Duration.ofDays(1));
    int asked = 0;
    while (counter.stage(topUp) instanceof TopUp.Waiting waiting) {
      assertThat(waiting.asksAt()).isBeforeOrEqualTo(end);
      counter.now.set(waiting.asksAt());
      counter.sweep();
      asked++;
    }
    assertThat(asked).isBetween(8, 16);
    assertThat(counter.now.get()).isEqualTo(end);
  }

  @Test
  void itDoesNotLapseWhileTheProviderCannotSayWhetherItWasPaid() {
    Payment topUp = counter.topUp("vera", 100_00);
    counter.provider.pay(topUp.id().reference());
    counter.provider.silent(true);
    counter.advance(Duration.ofDays(2));
    assertThat(counter.wake(topUp)).isEqualTo(Progress.Outcome.UNANSWERED);
    assertThat(counter.stage(topUp)).isInstanceOf(TopUp.Waiting.class);
    counter.provider.silent(false);
    counter.sweep();
    assertThat(counter.wallet("vera")).isEqualTo(100_00);
  }

  private Payment create(String key, Money amount) {
    return counter.cases.topUps().create(counter.in("vera"), key, amount, Optional.empty());
  }
}
