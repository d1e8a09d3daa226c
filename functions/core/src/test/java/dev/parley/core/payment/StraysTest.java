package dev.parley.core.payment;

import static dev.parley.core.payment.Counter.rub;
import static dev.parley.core.payment.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Code;
import dev.parley.core.ledger.Account;
import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that fits nothing is kept, given to whom it belongs, or goes back. */
class StraysTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void itIsPutIntoTheWalletOfWhomItBelongsToOnce() {
    Payment stray = counter.stray(70_00);
    Receipt first = assign("maria", stray, "assign", "vera");
    assertThat(assign("maria", stray, "assign", "vera")).isEqualTo(first);
    assertThat(counter.wallet("vera")).isEqualTo(70_00);
    assertThat(counter.loose(Account.UNMATCHED)).isZero();
    assertRefused(Code.WRONG_STAGE, () -> assign("nina", stray, "assign", "pavel"));
    assertRefused(Code.WRONG_STAGE, () -> giveBack("nina", stray, "give-back"));
    assertRefused(Code.IDEMPOTENCY_MISMATCH, () -> assign("maria", stray, "assign", "pavel"));
    assertThat(counter.stage(stray))
        .isEqualTo(new Stray.Assigned("pay_1", "vera", "maria", "why", rub(0), Counter.START));
  }

  @Test
  void onlyAnAccountantDecidesAndOnlyForSomebodyWhoIsHere() {
    Payment stray = counter.stray(70_00);
    assertRefused(Code.NOT_ALLOWED, () -> assign("vera", stray, "assign", "vera"));
    assertRefused(Code.NOT_ALLOWED, () -> giveBack("lev", stray, "give-back"));
    assertRefused(Code.NOT_FOUND, () -> assign("maria", stray, "assign", "nobody"));
    Payment topUp = counter.topUp("vera", 70_00);
    assertRefused(Code.NOT_FOUND, () -> assign("maria", topUp, "assign", "vera"));
    assertRefused(Code.NOT_FOUND, () -> giveBack("maria", topUp, "give-back"));
  }

  @Test
  void whatItsOwnerOwesIsRepaidFirst() {
    counter.fund(50_00);
    counter.owes("vera", 50_00);
    assign("maria", counter.stray(70_00), "assign", "vera");
    assertThat(counter.wallet("vera")).isEqualTo(20_00);
    assertThat(counter.owed("vera")).isZero();
  }

  @Test
  void itGoesBackWhereItCameFromOnce() {
    Payment stray = counter.stray(70_00);
    Receipt first = giveBack("maria", stray, "give-back");
    assertThat(giveBack("maria", stray, "give-back")).isEqualTo(first);
    assertThat(counter.loose(Account.UNMATCHED)).as("it stays until it has left").isEqualTo(70_00);
    counter.sweep();
    assertThat(counter.provider.sum()).isZero();
    assertThat(counter.loose(Account.UNMATCHED)).isZero();
    assertRefused(Code.WRONG_STAGE, () -> assign("maria", stray, "assign", "vera"));
    assertThat(counter.stage(withdrawal(stray))).isInstanceOf(Withdrawal.Paid.class);
  }

  @Test
  void ofThreeWhoDecideAtOnceOneDoes() {
    for (int round = 0; round < 20; round++) {
      Counter one = new Counter();
      PaymentId id = one.stray(70_00).id();
      Strays cases = one.cases.strays();
      long done =
          Crowd.done(
              List.of(
                  () -> cases.assign(one.in("maria"), id, "assign", "vera", "why"),
                  () -> cases.assign(one.in("nina"), id, "assign", "pavel", "why"),
                  () -> cases.giveBack(one.in("maria"), id, "give-back", "why")));
      assertThat(done).isEqualTo(1);
      one.settle();
      assertThat(one.wallet("vera") + one.wallet("pavel")).isEqualTo(one.provider.sum());
      assertThat(one.loose(Account.UNMATCHED)).isZero();
    }
  }

  @Test
  void whatCannotGoBackIsKeptAgainAndTriedUnderANewKeyOnly() {
    counter.provider.next(Behaviour.FAILS);
    Payment stray = counter.stray(70_00);
    Receipt first = giveBack("maria", stray, "give-back");
    Payment failing = withdrawal(stray);
    counter.sweep();
    assertThat(counter.stage(failing)).isInstanceOf(Withdrawal.Failed.class);
    assertThat(counter.stage(stray)).isEqualTo(stray.stage());
    assertThat(giveBack("maria", stray, "give-back")).isEqualTo(first);
    counter.settle();
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Kept.class);
    giveBack("maria", stray, "again");
    assertThat(withdrawal(stray).id()).isNotEqualTo(failing.id());
    counter.sweep();
    assertThat(counter.provider.sum()).isZero();
  }

  @Test
  void whatIsTakenBackBeforeAnybodyDecidedIsGone() {
    Payment stray = counter.stray(70_00);
    Incoming gone = counter.provider.giveBack("pay_1");
    counter.told(gone);
    counter.told(gone);
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Gone.class);
    assertThat(counter.loose(Account.UNMATCHED)).isZero();
    assertRefused(Code.WRONG_STAGE, () -> assign("maria", stray, "assign", "vera"));
    assertThat(counter.store.on(Counter.WORKSPACE, Desk.UNMATCHED, Optional.empty(), 9)).isEmpty();
  }

  @Test
  void whatIsTakenBackInPartIsLessAfterwards() {
    Payment stray = counter.stray(70_00);
    counter.told(counter.provider.chargeBack("pay_1", 20_00));
    assertThat(counter.found(stray).amount()).isEqualTo(rub(50_00));
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Kept.class);
    assign("maria", stray, "assign", "vera");
    assertThat(counter.wallet("vera")).isEqualTo(50_00);
    Incoming more = counter.provider.chargeBack("pay_1", 10_00);
    counter.told(more);
    counter.told(more);
    assertThat(counter.wallet("vera")).isEqualTo(40_00);
    counter.told(counter.provider.chargeBack("pay_1", 40_00));
    assertThat(counter.wallet("vera")).isZero();
  }

  @Test
  void whatIsTakenBackFromWhoeverGotItIsOwedWhenItIsSpent() {
    Payment stray = counter.stray(70_00);
    assign("maria", stray, "assign", "vera");
    counter
        .cases
        .errands()
        .run(counter.in("vera"), Counter.pays("pay-it", counter.agreed("vera", 60_00)));
    counter.told(counter.provider.chargeBack("pay_1", 70_00));
    assertThat(counter.wallet("vera")).isZero();
    assertThat(counter.owed("vera")).isEqualTo(60_00);
  }

  @Test
  void whatIsTakenBackOnItsWayIsTheWorkspacesLossUntilItHasNotLeftAfterAll() {
    counter.provider.next(Behaviour.WAITS);
    Payment stray = counter.stray(70_00);
    giveBack("maria", stray, "give-back");
    Payment withdrawal = withdrawal(stray);
    counter.sweep();
    counter.told(counter.provider.chargeBack("pay_1", 70_00));
    assertThat(counter.reserve()).isEqualTo(-70_00);
    counter.told(counter.provider.settle(withdrawal.id().reference(), Outgoing.State.FAILED));
    assertThat(counter.reserve()).isZero();
    assertThat(counter.loose(Account.UNMATCHED)).isZero();
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Gone.class);
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Failed.class);
  }

  @Test
  void whatIsTakenBackInPartOnItsWayIsKeptForTheRestWhenItHasNotLeft() {
    counter.provider.next(Behaviour.WAITS);
    Payment stray = counter.stray(70_00);
    giveBack("maria", stray, "give-back");
    Payment withdrawal = withdrawal(stray);
    counter.sweep();
    counter.told(counter.provider.chargeBack("pay_1", 20_00));
    counter.told(counter.provider.settle(withdrawal.id().reference(), Outgoing.State.FAILED));
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Kept.class);
    assertThat(counter.found(stray).amount()).isEqualTo(rub(50_00));
    assertThat(counter.loose(Account.UNMATCHED)).isEqualTo(50_00);
    assertThat(counter.reserve()).isZero();
  }

  @Test
  void whatIsTakenBackAfterItWentBackIsTheWorkspacesLossOnce() {
    Payment stray = counter.stray(70_00);
    giveBack("maria", stray, "give-back");
    counter.settle();
    counter.told(counter.provider.chargeBack("pay_1", 30_00));
    Incoming all = counter.provider.chargeBack("pay_1", 40_00);
    counter.told(all);
    counter.advance(Duration.ofDays(1));
    counter.told(all);
    assertThat(counter.reserve()).isEqualTo(-70_00);
    assertThat(counter.stage(stray)).isInstanceOf(Stray.Gone.class);
  }

  private Payment withdrawal(Payment stray) {
    Stray.GivenBack given = (Stray.GivenBack) counter.stage(stray);
    return counter.store.find(given.withdrawal()).orElseThrow();
  }

  private Receipt assign(String me, Payment stray, String key, String person) {
    return counter.cases.strays().assign(counter.in(me), stray.id(), key, person, "why");
  }

  private Receipt giveBack(String me, Payment stray, String key) {
    return counter.cases.strays().giveBack(counter.in(me), stray.id(), key, "why");
  }
}
