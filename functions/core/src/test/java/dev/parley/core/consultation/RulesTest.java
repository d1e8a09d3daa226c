package dev.parley.core.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What everybody can do at every stage is what people have written down, and nothing else. */
class RulesTest {
  private static final List<Actor> COLUMNS =
      List.of(Actor.CLIENT, Actor.SPECIALIST, Actor.ARBITER, Actor.TIME);

  private record Tried(Class<?> stage, Class<?> command, Actor actor) {}

  private final Map<String, Map<Actor, Set<Command.Name>>> table = table();

  @Test
  void whatIsAllowedIsWhatTheTableSays() {
    assertThat(Cases.all().keySet()).isEqualTo(table.keySet());
    Cases.all()
        .forEach(
            (name, stage) ->
                COLUMNS.forEach(
                    actor ->
                        assertThat(Rules.allowed(Cases.situation(stage, actor, Cases.NOW)))
                            .as("%s: %s", name, actor)
                            .isEqualTo(table.get(name).get(actor))));
  }

  @Test
  void everyCommandOfEverybodyIsTriedAtEveryStage() {
    Set<Tried> tried = new HashSet<>();
    Cases.all()
        .forEach(
            (name, stage) -> {
              for (Command command : Cases.commands(stage)) {
                for (Actor actor : Actor.values()) {
                  boolean allowed = table.get(name).get(actor).contains(command.name());
                  judge(name, Cases.situation(stage, actor, Cases.NOW), command, allowed);
                  tried.add(new Tried(stage.getClass(), command.getClass(), actor));
                }
              }
            });
    Set<Tried> all = new HashSet<>();
    leaves(Stage.class)
        .forEach(
            stage ->
                leaves(Command.class)
                    .forEach(
                        command ->
                            Stream.of(Actor.values())
                                .forEach(actor -> all.add(new Tried(stage, command, actor)))));
    assertThat(tried).isEqualTo(all).hasSize(11 * 14 * 4);
  }

  private static void judge(String name, Situation situation, Command command, boolean allowed) {
    String what = "%s: %s by %s".formatted(name, command.name(), situation.actor());
    if (allowed) {
      Step step = Rules.decide(situation, command);
      assertThat(step.stage()).as(what).isNotEqualTo(situation.stage());
    } else {
      assertThatThrownBy(() -> Rules.decide(situation, command))
          .as(what)
          .isInstanceOfSatisfying(
              Refused.class,
              it ->
                  assertThat(it.code())
                      .isEqualTo(
                          name.endsWith("all given back")
                                  && command instanceof Command.Refund
                                  && situation.actor() == Actor.ARBITER
                              ? Code.INVALID_FIELD
                              : Code.WRONG_STAGE));
    }
  }

  @Test
  void aProbeIsMadeOfEveryCommand() {
    Cases.all()
        .values()
        .forEach(
            stage -> {
              List<Command> probes = Probes.of(Cases.situation(stage, Actor.CLIENT, Cases.NOW));
              assertThat(probes)
                  .extracting(Object::getClass)
                  .containsExactlyInAnyOrderElementsOf(leaves(Command.class).toList());
              assertThat(probes).extracting(Command::name).containsExactly(Command.Name.values());
            });
  }

  /** Whoever has given as many commands as are remembered is told so beforehand. */
  @Test
  void whatIsAllowedIsWhatIsAcceptedAfterAnyNumberOfCommands() {
    Set<String> differences = new HashSet<>();
    Cases.all()
        .forEach(
            (name, stage) -> {
              for (int done = 0; done <= Limits.COMMANDS; done++) {
                for (Actor actor : Actor.values()) {
                  Situation it = new Situation(stage, done, actor, Cases.POLICY, Cases.NOW);
                  Set<Command.Name> accepted = EnumSet.noneOf(Command.Name.class);
                  Cases.commands(stage).stream()
                      .filter(command -> isAccepted(it, command))
                      .forEach(command -> accepted.add(command.name()));
                  assertThat(Rules.allowed(it)).as("%s, %d", name, done).isEqualTo(accepted);
                  if (!accepted.equals(table.get(name).get(actor))) {
                    differences.add(name + " from " + done + " without " + missing(name, it));
                  }
                }
              }
            });
    assertThat(differences)
        .contains(
            "requested from 14 without [offer]",
            "offered from 14 without [revise]",
            "offered from 14 without [decline]",
            "closed from 20 without [claim]",
            "completed from 24 without [refund]")
        .doesNotContain(
            "requested from 13 without [offer]",
            "closed from 19 without [claim]",
            "completed from 23 without [refund]")
        .noneMatch(it -> it.startsWith("agreed") || it.startsWith("disputed"));
  }

  private Set<String> missing(String name, Situation it) {
    Set<Command.Name> gone = EnumSet.copyOf(table.get(name).get(it.actor()));
    gone.removeAll(Rules.allowed(it));
    return gone.stream().map(Command.Name::text).collect(Collectors.toSet());
  }

  private static boolean isAccepted(Situation situation, Command command) {
    try {
      Rules.decide(situation, command);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** The types at the ends of a sealed family. */
  static Stream<Class<?>> leaves(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(RulesTest::leaves).distinct()
        : Stream.of(family);
  }

  private static Map<String, Map<Actor, Set<Command.Name>>> table() {
    Map<String, Map<Actor, Set<Command.Name>>> table = new LinkedHashMap<>();
    for (List<String> row : Table.rows("commands.txt")) {
      Map<Actor, Set<Command.Name>> allowed = new LinkedHashMap<>();
      for (int column = 0; column < COLUMNS.size(); column++) {
        allowed.put(COLUMNS.get(column), names(row.get(column + 1)));
      }
      table.put(row.getFirst(), allowed);
    }
    return table;
  }

  private static Set<Command.Name> names(String cell) {
    Set<Command.Name> names = EnumSet.noneOf(Command.Name.class);
    if (!cell.equals("-")) {
      Stream.of(cell.split(" "))
          .forEach(name -> names.add(Command.Name.valueOf(name.toUpperCase(Locale.ROOT))));
    }
    return names;
  }
}
