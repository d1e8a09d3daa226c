package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.AccessMatrix.Row;
import dev.parley.local.template.Addresses;
import dev.parley.local.template.HttpApiResource;
import dev.parley.local.template.Stack;
import dev.parley.local.template.Template;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route and every action, tried by everybody: each ends as access.txt says, nobody is told of
 * a conversation that is not theirs, and what is refused changes nothing.
 */
class WhoMayDoWhat {
  private static final AccessMatrix MATRIX = AccessMatrix.read();

  /** Looking at everything takes longer than trying a row. */
  private static final int ROWS_BETWEEN_LOOKS = 16;

  @RegisterExtension final Parley parley = new Parley();

  @ParameterizedTest
  @ValueSource(strings = {"anywhere", "specialist", "channel", "consultation", "work"})
  void everyCallEndsForEverybodyAsIsWritten(String where) throws Exception {
    SoftAssertions all = new SoftAssertions();
    Map<Row, Map<Persona, String>> ended = new LinkedHashMap<>();
    try (Scene shared = Scene.shared(parley, MATRIX.rows(where))) {
      shared.changes();
      for (Row row : MATRIX.rows(where)) {
        ended.put(row, together(shared, row));
        if (ended.size() % ROWS_BETWEEN_LOOKS == 0) {
          all.assertThat(shared.changes()).as("up to %s", row).isEmpty();
        }
      }
      all.assertThat(shared.changes()).as("up to the last").isEmpty();
    }
    for (Row row : MATRIX.rows(where)) {
      ended.get(row).putAll(alone(row));
      all.assertThat(ended.get(row)).as("%s", row).isEqualTo(row.outcomes());
    }
    all.assertAll();
  }

  /** Everybody of whom it changes nothing. */
  private static Map<Persona, String> together(Scene shared, Row row) {
    Map<Persona, String> ended = new EnumMap<>(Persona.class);
    for (Persona persona : Persona.values()) {
      if (MATRIX.changesNothing(row, persona)) {
        ended.put(persona, new Attempt(MATRIX, shared, row, persona).outcome());
      }
    }
    if (row.watches()) {
      shared.hangUp();
    }
    return ended;
  }

  /** The others, who each spend a scene. */
  private Map<Persona, String> alone(Row row) throws Exception {
    List<Callable<Map.Entry<Persona, String>>> attempts = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      if (!MATRIX.changesNothing(row, persona)) {
        attempts.add(() -> Map.entry(persona, alone(row, persona)));
      }
    }
    return AtOnce.all(attempts).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private String alone(Row row, Persona persona) {
    try (Scene own = Scene.alone(parley, persona, row)) {
      return new Attempt(MATRIX, own, row, persona).outcome();
    }
  }

  @Test
  void everyRouteAndEveryActionHasARowAndEveryRowHasARouteOrAnAction() {
    Stack stack =
        Template.read(Repository.ROOT.resolve("template.yaml")).resolve(Map.of(), Addresses.none());
    Stream<String> routes =
        stack.httpApis().stream()
            .map(HttpApiResource::routes)
            .flatMap(List::stream)
            .map(route -> route.method() + " " + route.path());
    Set<String> there =
        Stream.of(routes, actions(), Stream.of("$connect"))
            .flatMap(all -> all)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tried =
        MATRIX.rows().stream()
            .map(row -> row.last().route())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tried).isEqualTo(there);
  }

  /** What Parley receives on its socket. */
  private static Stream<String> actions() {
    return ApiDocuments.read()
        .socket()
        .path("operations")
        .valueStream()
        .filter(operation -> operation.path("action").asText().equals("receive"))
        .flatMap(operation -> operation.path("messages").valueStream())
        .map(message -> message.path("$ref").asText().replaceAll(".*/", ""));
  }

  @Test
  void everyCallIsTriedWhereItBelongs() {
    MATRIX
        .calls()
        .forEach(
            (name, step) -> {
              assertThat(MATRIX.rows())
                  .filteredOn(row -> row.name().equals(name))
                  .as(name)
                  .extracting(Row::where)
                  .containsExactlyInAnyOrderElementsOf(step.parts());
            });
    assertThat(names("specialist")).isEqualTo(names("channel"));
  }

  private static List<String> names(String where) {
    return MATRIX.rows(where).stream().map(Row::name).toList();
  }

  @Test
  void onlyWhoHasASocketAsksOnIt() {
    Row connect = MATRIX.row(AccessMatrix.ANYWHERE, "connect");
    for (Row row : MATRIX.rows()) {
      row.outcomes()
          .forEach(
              (persona, outcome) -> {
                boolean open = connect.outcomes().get(persona).equals("101");
                String without = persona.isGone() ? AccessMatrix.CLOSED : AccessMatrix.NOTHING;
                assertThat(outcome.equals(without))
                    .as("%s by %s", row, persona)
                    .isEqualTo(row.last().isAFrame() && !open);
              });
    }
  }
}
