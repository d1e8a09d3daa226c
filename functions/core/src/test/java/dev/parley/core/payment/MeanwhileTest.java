package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.faults.Fault;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.payment.FakeProvider.Behaviour;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Somebody else does the same from its beginning to its end, wherever somebody is in it. */
class MeanwhileTest {
  private record Meanwhile(Runnable other) implements Fault {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return true;
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) throws Throwable {
      other.run();
      return call.make();
    }
  }

  /**
   * @param before brings a counter to where it can be done
   */
  private static <T> void assertSame(
      Function<Counter, T> before, BiConsumer<Cases, T> what, long gateway) {
    boolean happened = true;
    for (int call = 0; happened; call++) {
      FaultAt faults = new FaultAt();
      Counter counter = new Counter(faults);
      T about = before.apply(counter);
      faults.arm(call, new Meanwhile(() -> what.accept(counter.cases, about)));
      what.accept(counter.faulty, about);
      happened = faults.happened();
      assertThat(counter.audit().flaws()).isEmpty();
      assertThat(counter.gateway()).as("met at call " + call).isEqualTo(gateway);
      assertThat(counter.provider.sum()).isEqualTo(gateway);
    }
  }

  @Test
  void whatHasLeftIsToldTwice() {
    assertSame(
        counter -> {
          counter.earns("lev", 110_00);
          counter.provider.next(Behaviour.WAITS);
          counter.wake(counter.withdrawal("lev", 110_00));
          String key = counter.provider.waiting().getFirst();
          return counter.provider.settle(key, Outgoing.State.PAID);
        },
        (cases, told) -> cases.departures().told(Counter.WORKSPACE, told),
        -110_00);
  }

  @Test
  void whatHasNotLeftIsToldTwice() {
    assertSame(
        counter -> {
          counter.earns("lev", 110_00);
          counter.provider.next(Behaviour.WAITS);
          counter.wake(counter.withdrawal("lev", 110_00));
          String key = counter.provider.waiting().getFirst();
          return counter.provider.settle(key, Outgoing.State.FAILED);
        },
        (cases, told) -> cases.departures().told(Counter.WORKSPACE, told),
        0);
  }

  @Test
  void oneWithdrawalOfAllThereIsIsAskedForTwice() {
    assertSame(
        counter -> {
          counter.earns("lev", 110_00);
          return counter.in("lev");
        },
        (cases, me) ->
            cases
                .withdrawals()
                .create(
                    me,
                    "one-key",
                    Counter.rub(110_00),
                    new Withdrawals.Where.ToPurse(Counter.PURSE)),
        0);
  }

  @Test
  void aChargebackIsToldTwice() {
    assertSame(
        counter -> {
          Payment topUp = counter.credited("vera", 100_00);
          String external = ((TopUp.Credited) topUp.stage()).externalId();
          return counter.provider.chargeBack(external, 60_00);
        },
        (cases, told) -> cases.arrivals().told(Counter.WORKSPACE, told),
        40_00);
  }
}
