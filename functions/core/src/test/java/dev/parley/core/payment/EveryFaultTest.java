package dev.parley.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.faults.PortFault;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.workspace.Directory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every call of every use case of payments goes wrong in every way; whoever asked asks again or
 * does not, and in the end our books and the provider's tell the same.
 */
class EveryFaultTest {
  private final FaultAt faults = new FaultAt();
  private final Set<Class<?>> ports = new HashSet<>();

  @Test
  void whateverGoesWrongMoneyComesInAndLeavesOnce() {
    Map<String, Integer> triples = new TreeMap<>();
    FaultScenario.all().forEach(it -> triples.merge(it.name(), disturb(it), Integer::sum));
    System.out.printf(
        "Faults at ports of payments: %,d of use case, call and fault: %s%n",
        triples.values().stream().mapToInt(Integer::intValue).sum(), triples);
    assertThat(triples.values()).allMatch(many -> many > 0);
    assertThat(ports)
        .as("every port is called and goes wrong")
        .containsExactlyInAnyOrder(
            PaymentStore.class,
            LedgerStore.class,
            Payments.class,
            Wakings.class,
            ConsultationStore.class,
            ConversationStore.class,
            Rooms.class,
            Audience.class,
            Directory.class);
  }

  private int disturb(FaultScenario scenario) {
    Counter calm = new Counter(faults);
    FaultScenario.Act act = scenario.before().apply(calm);
    faults.calm();
    Object told = act.run(calm.faulty);
    List<FaultAt.Made> calls = faults.made();
    assertThat(calls).as(scenario.name()).isNotEmpty();
    calls.forEach(call -> ports.add(call.method().getDeclaringClass()));
    settle(calm);
    Map<String, Object> end = end(calm);
    int triples = 0;
    for (int index = 0; index < calls.size(); index++) {
      int before = triples;
      for (PortFault kind : PortFault.values()) {
        if (fits(kind, calls.get(index))) {
          again(scenario, index, kind, told, end);
          alone(scenario, index, kind);
          triples++;
        }
      }
      assertThat(triples).as("call %d of %s", index, scenario.name()).isGreaterThan(before);
    }
    return triples;
  }

  /** Wakings never throw one by one: whatever is not asked for is found by a sweep. */
  private static boolean fits(PortFault kind, FaultAt.Made call) {
    boolean bell = call.method().getName().equals("set");
    boolean dies = kind == PortFault.DIES_BEFORE || kind == PortFault.DIES_AFTER;
    return kind.fits(call.method(), call.arguments()) && (dies || !bell);
  }

  private void again(
      FaultScenario scenario, int index, PortFault kind, Object told, Map<String, Object> end) {
    String what = "%s, call %d, %s".formatted(scenario.name(), index, kind);
    Counter counter = new Counter(faults);
    FaultScenario.Act act = disturbed(scenario, counter, index, kind, what);
    assertThat(act.run(counter.faulty)).as(what + ", again").isEqualTo(told);
    assertThat(act.run(counter.faulty)).as(what + ", once more").isEqualTo(told);
    settle(counter);
    Agreement.settled(counter, what);
    assertThat(end(counter)).as(what).isEqualTo(end);
    if (scenario.lasts()) {
      assertThat(act.run(counter.faulty)).as(what + ", days later").isEqualTo(told);
      settle(counter);
      assertThat(end(counter)).as(what).isEqualTo(end);
    }
  }

  /** Nobody asks again, and only sweeps go on; what a provider tells it tells until it is heard. */
  private void alone(FaultScenario scenario, int index, PortFault kind) {
    if (!scenario.isTold()) {
      String what = "%s, call %d, %s, alone".formatted(scenario.name(), index, kind);
      Counter counter = new Counter(faults);
      disturbed(scenario, counter, index, kind, what);
      settle(counter);
      Agreement.settled(counter, what);
    }
  }

  private FaultScenario.Act disturbed(
      FaultScenario scenario, Counter counter, int index, PortFault kind, String what) {
    FaultScenario.Act act = scenario.before().apply(counter);
    faults.arm(index, kind);
    try {
      act.run(counter.faulty);
    } catch (Unavailable | Ambiguous | Died e) {
      // Whoever called knows that it may not be done.
    } catch (RuntimeException e) {
      throw new AssertionError(what + " ends with what no client understands: " + e, e);
    }
    assertThat(faults.happened()).as(what).isTrue();
    faults.calm();
    Agreement.always(counter, what);
    return act;
  }

  /** Whatever waits at the provider is paid in the end, and it tells nobody. */
  private static void settle(Counter counter) {
    counter.settle();
    counter.provider.waiting().forEach(it -> counter.provider.settle(it, Outgoing.State.PAID));
    counter.settle();
  }

  /** How everything has ended, but for instants. */
  private static Map<String, Object> end(Counter counter) {
    assertThat(counter.audit().flaws()).isEmpty();
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("balances", counter.balances());
    List<String> stages = new ArrayList<>();
    for (Payment it : counter.store.all()) {
      stages.add(it.id() + it.stage().getClass().getSimpleName() + it.amount() + it.owner());
    }
    end.put("stages", stages);
    end.put(
        "outside",
        counter.provider.book().stream()
            .map(it -> it.kind() + it.of() + it.reference() + it.amount())
            .toList());
    return end;
  }
}
