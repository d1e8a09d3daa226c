package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The stages as the rules make them: compared with what people wrote down, and drawn. */
class DiagramTest {
  private static final Path FILE =
      Path.of(System.getProperty("parley.root")).resolve("infra/api/consultation-states.mmd");
  private static final Map<String, String> MONEY =
      Map.of(
          "hold", "the price is held",
          "release", "released",
          "refund", "refunded",
          "part", "parted",
          "reclaim", "given back out of the reserve");

  @Test
  void theStepsThatCanBeTakenAreThoseThatAreListed() {
    Set<Transition> listed = Transition.listed();
    Set<Transition> taken = new LinkedHashSet<>(Exploration.steps());
    taken.removeIf(it -> !listed.contains(it) && isFreeOf(it, listed));
    assertThat(taken).containsExactlyInAnyOrderElementsOf(listed);
  }

  private static boolean isFreeOf(Transition step, Set<Transition> listed) {
    return listed.stream().map(Transition::free).anyMatch(step::equals);
  }

  @Test
  void everyStageIsReached() {
    Set<String> reached =
        Exploration.steps().stream().map(Transition::to).collect(Collectors.toSet());
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            RulesTest.leaves(Stage.class)
                .map(it -> it.getSimpleName().toLowerCase(java.util.Locale.ROOT))
                .toList());
  }

  @Test
  void theDiagramIsUpToDate() throws IOException {
    String diagram = diagram();
    if (Boolean.getBoolean("parley.write")) {
      Files.writeString(FILE, diagram);
    }
    assertThat(FILE).as("-Dparley.write=true writes it").content().isEqualTo(diagram);
  }

  private static String diagram() {
    StringBuilder text = new StringBuilder();
    text.append("%% DiagramTest writes this file from the rules (-Dparley.write=true).\n");
    text.append("stateDiagram-v2\n");
    Map<String, Set<String>> labels = new TreeMap<>();
    Set<String> left = new TreeSet<>();
    for (Transition it : Exploration.steps()) {
      String from = it.from().equals("-") ? "[*]" : it.from();
      String money = it.money().equals("-") ? "" : ", " + MONEY.get(it.money());
      labels
          .computeIfAbsent("%s --> %s".formatted(from, it.to()), _ -> new TreeSet<>())
          .add("%s by %s%s".formatted(it.event(), it.who(), money));
      left.add(it.from());
    }
    labels.forEach(
        (arrow, events) ->
            withoutFree(events)
                .forEach(event -> text.append("  %s: %s\n".formatted(arrow, event))));
    Exploration.steps().stream()
        .map(Transition::to)
        .filter(stage -> !left.contains(stage))
        .distinct()
        .sorted()
        .forEach(stage -> text.append("  %s --> [*]\n".formatted(stage)));
    return text.toString();
  }

  /** What a free consultation does without money is drawn once, with the money. */
  private static Set<String> withoutFree(Set<String> events) {
    return events.stream()
        .filter(event -> events.stream().noneMatch(other -> other.startsWith(event + ",")))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
