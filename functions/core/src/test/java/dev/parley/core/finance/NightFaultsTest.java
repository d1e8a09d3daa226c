package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.Fault;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.faults.PortFault;
import dev.parley.core.payment.FakeProvider;
import dev.parley.core.payment.Payment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever goes wrong at whichever call of a night: it finds the same and leaves the same files.
 */
class NightFaultsTest {
  private static final Night NIGHT = Watch.night("2026-03-02");

  /** A day on which something is repaid, is told by nobody, and has left without an answer. */
  private static Watch day() {
    House house = new House();
    house.fund(1_000_00);
    house.credit("vera", 900_00);
    ConsultationId wrong = house.released("vera", "lev", 150_00);
    house.does("irina", wrong, new Command.Refund(House.rub(70_00), "It was wrong."));
    house.released("vera", "lev", 250_00);
    house.paid("vera", "nina", 10_00);
    house.provider.pay(house.topUp("pavel", 40_00).id().reference());
    house.provider.next(FakeProvider.Behaviour.LOSES_ANSWER);
    Payment withdrawal = house.withdrawal("lev", 110_00);
    house.wake(withdrawal);
    house.now.set(NIGHT.until().plus(Night.SETTLED));
    Watch watch = new Watch(house);
    watch.faults.calm();
    return watch;
  }

  /** What is left in the end. */
  private record Left(Report report, Map<String, String> files, Map<String, Long> balances) {
    static Left of(Watch watch) {
      new Fold(watch.house, NIGHT).assertIs(watch);
      assertThat(watch.house.flaws()).isEmpty();
      assertThat(watch.house.balances()).containsEntry("ADVANCES", 0L);
      return new Left(watch.report(NIGHT), watch.files.all(), watch.house.balances());
    }
  }

  private static Left calm() {
    Watch watch = day();
    assertThat(watch.over(NIGHT).isClean()).isTrue();
    return Left.of(watch);
  }

  /** Runs as often as it takes, as a queue would have it. */
  private static void persistently(Runnable what) {
    try {
      what.run();
    } catch (Unavailable | Ambiguous | Died e) {
      what.run();
    }
  }

  private static void persistently(Watch watch) {
    persistently(() -> watch.nights.begin(NIGHT));
    watch.queue.take().forEach(it -> persistently(() -> watch.nights.work(NIGHT, it.slice())));
  }

  @ParameterizedTest
  @EnumSource(PortFault.class)
  void aCallThatGoesWrongChangesNothing(PortFault fault) {
    Left left = calm();
    int happened = 0;
    Watch counted = day();
    counted.over(NIGHT);
    List<FaultAt.Made> calls = counted.faults.made();
    for (int call = 0; call < calls.size(); call++) {
      if (fault.fits(calls.get(call).method(), calls.get(call).arguments())) {
        Watch watch = day();
        watch.faults.arm(call, fault);
        persistently(watch);
        assertThat(watch.faults.happened()).isTrue();
        happened++;
        assertThat(Left.of(watch)).as(fault + " at call " + call).isEqualTo(left);
      }
    }
    assertThat(happened).isPositive();
  }

  /** The same slice is worked on by somebody else, from its beginning to its end, meanwhile. */
  private record Meanwhile(Watch watch, Slice slice) implements Fault {
    @Override
    public boolean fits(Method method, Object[] arguments) {
      return true;
    }

    @Override
    public Object instead(Method method, Object[] arguments, Call call) throws Throwable {
      watch.nights.work(NIGHT, slice);
      return call.make();
    }
  }

  @Test
  void twoWhoWorkOnOneSliceFindTheSameWhereverTheyMeet() {
    Left left = calm();
    Watch planned = day();
    planned.nights.begin(NIGHT);
    int slices = planned.queue.take().size();
    for (int number = 0; number < slices; number++) {
      int call = 0;
      boolean happened = true;
      while (happened) {
        Watch watch = day();
        watch.nights.begin(NIGHT);
        List<InMemorySlices.Waiting> waiting = new ArrayList<>(watch.queue.take());
        InMemorySlices.Waiting last = waiting.remove(number);
        boolean isPeople = last.slice() instanceof Slice.People;
        waiting.forEach(it -> watch.nights.work(NIGHT, it.slice()));
        watch.faults.arm(call++, new Meanwhile(watch, last.slice()));
        watch.nights.work(NIGHT, last.slice());
        happened = watch.faults.happened() && (isPeople || call < 3);
        assertThat(Left.of(watch)).as(last.slice() + " at call " + call).isEqualTo(left);
      }
    }
  }

  @Test
  void everySliceTwiceAtOnceAndInWhateverOrder() throws Exception {
    Left left = calm();
    for (int round = 0; round < 10; round++) {
      Watch watch = day();
      watch.nights.begin(NIGHT);
      List<Callable<Object>> all = new ArrayList<>();
      for (InMemorySlices.Waiting it : watch.queue.take()) {
        all.add(() -> watch.nights.work(NIGHT, it.slice()));
        all.add(() -> watch.nights.work(NIGHT, it.slice()));
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(all)) {
          answer.get();
        }
      }
      assertThat(Left.of(watch)).isEqualTo(left);
    }
  }

  @Test
  void aSliceThatComesAgainAfterTheNightIsClosedGivesItsReportAndWritesNothing() {
    Watch watch = day();
    watch.nights.begin(NIGHT);
    List<InMemorySlices.Waiting> waiting = watch.queue.take();
    waiting.forEach(it -> watch.nights.work(NIGHT, it.slice()));
    Left left = Left.of(watch);
    watch.house.provider.silent(true);
    for (InMemorySlices.Waiting it : waiting) {
      assertThat(watch.nights.work(NIGHT, it.slice())).contains(left.report());
    }
    assertThat(Left.of(watch)).isEqualTo(left);
  }
}
