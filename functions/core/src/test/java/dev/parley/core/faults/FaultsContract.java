package dev.parley.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lets every single call of a command go wrong in every way, each time on a stage of its own. */
public abstract class FaultsContract {
  private static int stages;

  private final FaultAt faults = new FaultAt();
  private int triples;

  /** The stores as they are. */
  protected abstract Ground clean();

  /** The same stores; calls are to go through what is given. */
  protected abstract Ground behind(FaultAt faults);

  protected abstract List<? extends Fault> kinds();

  /** Every command there is. */
  protected static Stream<Scenario> all() {
    return Stream.concat(SocketScenarios.all().stream(), RestScenarios.all().stream());
  }

  protected static Scenario named(String name) {
    return all().filter(scenario -> scenario.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Whatever goes wrong, nothing is half done, and whoever tries again has it done once.
   *
   * @return how many calls went wrong in how many ways
   */
  protected int disturb(Scenario scenario) {
    Stage calm = stage(scenario);
    faults.calm();
    Object first = scenario.act().run(calm, calm.faulty);
    List<FaultAt.Made> calls = faults.made();
    assertThat(calls).as("calls of " + scenario).isNotEmpty();
    Object answer = scenario.act().run(calm, calm.clean);
    List<String> state = Snapshot.of(calm);
    triples = 0;
    for (int index = 0; index < calls.size(); index++) {
      for (Fault kind : kinds()) {
        if (kind.fits(calls.get(index).method(), calls.get(index).arguments())) {
          disturb(scenario, index, kind, new Calm(first, answer, state));
          triples++;
        }
      }
    }
    return triples;
  }

  /**
   * What there is to see when nothing goes wrong.
   *
   * @param again the answer when the same is asked for once more
   */
  private record Calm(Object first, Object again, List<String> state) {}

  private void disturb(Scenario scenario, int index, Fault kind, Calm calm) {
    String what = "%s, call %d, %s".formatted(scenario, index, kind);
    Stage stage = stage(scenario);
    faults.arm(index, kind);
    try {
      Object told = scenario.act().run(stage, stage.faulty);
      assertThat(String.valueOf(told)).as(what).isEqualTo(String.valueOf(calm.first()));
    } catch (Unavailable | Ambiguous | Died e) {
      // The caller knows that it may not be done, and tries again.
    } catch (RuntimeException e) {
      throw new AssertionError(what + " ends with what no client understands: " + e, e);
    }
    assertThat(faults.happened()).as(what).isTrue();
    try {
      Snapshot.of(stage);
      assertThat(String.valueOf(scenario.act().run(stage, stage.clean)))
          .as("the answer when tried again")
          .isEqualTo(String.valueOf(calm.again()));
      assertThat(Snapshot.of(stage)).isEqualTo(calm.state());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  private Stage stage(Scenario scenario) {
    faults.calm();
    Stage stage = new Stage("stage" + ++stages, clean(), behind(faults), faults);
    scenario.before().accept(stage);
    new ArrayList<>(stage.sockets.values()).forEach(stage.mail::take);
    return stage;
  }
}
