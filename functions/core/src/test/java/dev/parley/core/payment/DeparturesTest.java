package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.payment.FakeProvider.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody has earned leaves once, or is theirs again. */
class DeparturesTest {
  private final Counter counter = new Counter();

  @AfterEach
  void theBooksAreRightAndAgreeWithTheProvider() {
    assertThat(counter.audit().flaws()).isEmpty();
    assertThat(counter.gateway()).isEqualTo(counter.provider.sum());
  }

  @Test
  void whatFailsIsBack() {
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.FAILS);
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    counter.wake(withdrawal);
    assertThat(counter.stage(withdrawal))
        .isInstanceOfSatisfying(
            Withdrawal.Failed.class, it -> assertThat(it.reason()).isEqualTo("refused"));
    assertThat(counter.earnings("lev")).isEqualTo(300_00);
    assertThat(counter.withdrawing("lev")).isZero();
    counter.withdrawal("lev", 300_00);
  }

  @Test
  void whatFailsRepaysFirstWhatItsOwnerHasComeToOweMeanwhile() {
    counter.fund(200_00);
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.FAILS);
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    counter.owes("lev", 200_00);
    counter.wake(withdrawal);
    assertThat(counter.earnings("lev")).isEqualTo(100_00);
    assertThat(counter.owed("lev")).isZero();
    counter.audit();
    assertThat(counter.reserve()).isEqualTo(200_00);
  }

  @Test
  void aProviderOutOfReachIsCalledAgainAndNothingIsUnclearMeanwhile() {
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.UNAVAILABLE);
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    assertThat(counter.wake(withdrawal)).isEqualTo(Progress.Outcome.GONE_ON);
    assertThat(counter.stage(withdrawal))
        .isEqualTo(
            new Withdrawal.Sending(
                new Destination.ToPurse(new Purse(Counter.PURSE)),
                1,
                Counter.START.plus(Duration.ofMinutes(2))));
    counter.settle();
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Paid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOSES_REQUEST", "LOSES_ANSWER", "WAITS_AND_LOSES_ANSWER"})
  void whatNobodyKnowsIsReconciledUntilTheProviderAnswers(String behaviour) {
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.valueOf(behaviour));
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    String key = withdrawal.id().reference();
    counter.wake(withdrawal);
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Reconciling.class);
    counter.provider.silent(true);
    counter.settle();
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Reconciling.class);
    assertThat(counter.withdrawing("lev")).isEqualTo(300_00);
    assertThat(counter.earnings("lev")).as("it is never released unknown").isZero();
    assertThat(counter.store.on(Counter.WORKSPACE, Desk.RECONCILING, Optional.empty(), 10))
        .extracting(Payment::id)
        .containsExactly(withdrawal.id());
    counter.provider.silent(false);
    counter.settle();
    counter.provider.waiting().forEach(it -> counter.provider.settle(it, Outgoing.State.PAID));
    counter.settle();
    assertThat(counter.stage(withdrawal)).isInstanceOf(Withdrawal.Paid.class);
    assertThat(counter.provider.book())
        .extracting(Operation::reference)
        .containsOnly(Optional.of(key));
    assertThat(counter.provider.sent(key)).isEqualTo(300_00);
  }

  @Test
  void whatWaitsIsAskedForAndEndsAsItIsTold() {
    counter.earns("lev", 600_00);
    counter.provider.next(Behaviour.WAITS, Behaviour.WAITS);
    Payment paid = counter.withdrawal("lev", 300_00);
    Payment failed = counter.withdrawal("lev", 300_00);
    counter.wake(paid);
    counter.wake(failed);
    assertThat(counter.stage(paid)).isInstanceOf(Withdrawal.Sent.class);
    counter.settle();
    assertThat(counter.stage(paid)).isInstanceOf(Withdrawal.Sent.class);
    Outgoing end = counter.provider.settle(paid.id().reference(), Outgoing.State.PAID);
    counter.told(end);
    counter.told(end);
    counter.told(counter.provider.settle(failed.id().reference(), Outgoing.State.FAILED));
    assertThat(counter.stage(paid)).isInstanceOf(Withdrawal.Paid.class);
    assertThat(counter.stage(failed)).isInstanceOf(Withdrawal.Failed.class);
    assertThat(counter.earnings("lev")).isEqualTo(300_00);
  }

  @Test
  void theProviderIsAskedLessAndLessOftenAndForEver() {
    counter.earns("lev", 300_00);
    counter.provider.next(Behaviour.WAITS);
    Payment withdrawal = counter.withdrawal("lev", 300_00);
    counter.wake(withdrawal);
    Duration before = Duration.ZERO;
    for (int asked = 0; asked < 20; asked++) {
      Duration pause =
          Duration.between(counter.now.get(), counter.stage(withdrawal).wakeAt().orElseThrow());
      assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofHours(6));
      before = pause;
      counter.advance(pause);
      counter.sweep();
    }
    assertThat(before).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void whatHasAnEndKeepsItWhateverIsToldAfterwards() {
    counter.earns("lev", 600_00);
    Payment paid = counter.withdrawal("lev", 300_00);
    counter.wake(paid);
    counter.provider.next(Behaviour.FAILS);
    Payment failed = counter.withdrawal("lev", 300_00);
    counter.wake(failed);
    Payment paidAfter = counter.found(paid);
    Payment failedAfter = counter.found(failed);
    for (Outgoing.State state : Outgoing.State.values()) {
      for (Payment one : List.of(paid, failed)) {
        counter.told(new Outgoing(one.id().reference(), Optional.empty(), state, Optional.empty()));
      }
    }
    assertThat(counter.found(paid)).isEqualTo(paidAfter);
    assertThat(counter.found(failed)).isEqualTo(failedAfter);
    assertThat(counter.earnings("lev")).isEqualTo(300_00);
  }

  @Test
  void whatIsToldOfNothingOfOursChangesNothing() {
    Payment topUp = counter.topUp("vera", 100_00);
    for (String key : List.of("", "nonsense", topUp.id().reference(), "portal.short")) {
      counter.told(new Outgoing(key, Optional.empty(), Outgoing.State.PAID, Optional.empty()));
    }
    assertThat(counter.found(topUp)).isEqualTo(topUp);
  }

  @Test
  void whatIsToldBeforeASecondPersonHasAgreedChangesNothing() {
    counter.earns("lev", 60_000_00);
    Payment withdrawal = counter.withdrawal("lev", 60_000_00);
    counter.told(
        new Outgoing(
            withdrawal.id().reference(),
            Optional.empty(),
            Outgoing.State.FAILED,
            Optional.empty()));
    assertThat(counter.found(withdrawal)).isEqualTo(withdrawal);
  }

  @Test
  void howeverManyGoOnWithItAtOnceItLeavesOnce() {
    for (int round = 0; round < 20; round++) {
      Counter one = new Counter();
      one.earns("lev", 300_00);
      Payment withdrawal = one.withdrawal("lev", 300_00);
      assertThat(Crowd.done(16, () -> one.wake(withdrawal))).isEqualTo(16);
      one.settle();
      assertThat(one.provider.sent(withdrawal.id().reference())).isEqualTo(300_00);
      assertThat(one.gateway()).isEqualTo(-300_00);
    }
  }
}
