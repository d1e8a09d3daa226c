package dev.parley.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Opening;
import dev.parley.core.workspace.MemberChange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every call of every command of the core goes wrong in every way, in memory. */
class EveryFaultTest extends FaultsContract {
  private Ground ground = Ground.inMemory();

  @Override
  protected Ground clean() {
    ground = Ground.inMemory();
    return ground;
  }

  @Override
  protected Ground behind(FaultAt faults) {
    return ground.behind(faults);
  }

  @Override
  protected List<? extends Fault> kinds() {
    return List.of(PortFault.values());
  }

  @Test
  void whateverGoesWrongNothingIsHalfDoneAndTryingAgainDoesItOnce() {
    Map<String, Integer> triples = new TreeMap<>();
    all().forEach(scenario -> triples.put(scenario.name(), disturb(scenario)));
    assertThat(triples).hasSameSizeAs(all().toList());
    System.out.printf(
        "Faults at ports: %,d commands, %,d triples of command, call and fault: %s%n",
        triples.size(), triples.values().stream().mapToInt(Integer::intValue).sum(), triples);
  }

  @Test
  void nothingThatCanBeAskedForIsLeftOut() {
    List<Class<?>> tried = all().<Class<?>>map(Scenario::wish).toList();
    List<Class<?>> wishes =
        Stream.of(Command.class, Change.class, MemberChange.class, Opening.class)
            .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
            .collect(Collectors.toList());
    assertThat(wishes).hasSizeGreaterThan(20);
    assertThat(tried).containsAll(wishes);
  }
}
