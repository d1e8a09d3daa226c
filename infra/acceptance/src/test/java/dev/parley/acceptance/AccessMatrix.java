package dev.parley.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in access.txt of who may do what, as it is written; it explains itself. */
final class AccessMatrix {
  /** What stands where a persona has no socket to ask on. */
  static final String NOTHING = "-";

  /** What stands where a persona has one that was closed. */
  static final String CLOSED = "closed";

  /** The part of the table with calls that name no conversation. */
  static final String ANYWHERE = "anywhere";

  private static final Path FILE =
      Repository.ROOT.resolve("infra/acceptance/src/test/resources/access.txt");
  private static final String CONVERSATION = "{conversationId}";
  private static final Pattern CONSULTATION =
      Pattern.compile("consultationId(?:=|\": \"\\{)(\\w+)}");

  /** The parts of the table about consultations of the client with the specialist. */
  static final List<String> OF_CONSULTATIONS = List.of("consultation", "work");

  private static final Set<String> PAID = Set.of("open", "closed", "disputed");

  private final Map<String, Integer> refusals = new LinkedHashMap<>();
  private final Map<String, Step> calls = new LinkedHashMap<>();
  private final Set<String> harmless = new HashSet<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * One call of the REST API, one frame, or the opening of a socket.
   *
   * @param target a path with its query, the action of a frame, or {@code $connect}
   * @param method empty but for REST
   */
  record Step(Optional<String> method, String target, Optional<String> body) {
    /** What the template or the socket's document calls it. */
    String route() {
      String path = target.replaceAll("\\?.*", "").replaceAll("=[^}]*}", "}");
      return method.map(verb -> verb + " ").orElse("") + path;
    }

    boolean namesAConversation() {
      return target.contains(CONVERSATION) || body.orElse("").contains(CONVERSATION);
    }

    /** The stage of the consultation that it names, if it names one. */
    Stream<String> stage() {
      return CONSULTATION.matcher(target + body.orElse("")).results().map(found -> found.group(1));
    }

    /** The parts of the table that it belongs to. */
    Set<String> parts() {
      if (stage().findAny().isPresent()) {
        return Set.of(stage().anyMatch(PAID::contains) ? "work" : "consultation");
      }
      return namesAConversation() ? Set.copyOf(Scene.KINDS) : Set.of(ANYWHERE);
    }

    boolean isAFrame() {
      return method.isEmpty() && body.isPresent();
    }

    /** The same with its places filled: those that are named, and those with a value. */
    Step with(Map<String, String> values) {
      return new Step(
          method,
          filled(target, values).replaceAll("\\{\\w+=([^}]*)}", "$1"),
          body.map(json -> filled(json, values)));
    }

    private static String filled(String text, Map<String, String> values) {
      String filled = text;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled =
            filled
                .replace("{" + value.getKey() + "}", value.getValue())
                .replace("{consultationId=" + value.getKey() + "}", value.getValue());
      }
      return filled;
    }

    /** The frame it is. */
    ObjectNode frame() {
      ObjectNode frame = Json.object().put("action", target);
      return frame.setAll((ObjectNode) Json.read(body.orElseThrow()));
    }
  }

  /**
   * How one call ends for everybody.
   *
   * @param where the kind of conversation it is about, or {@link #ANYWHERE}
   */
  record Row(String where, String name, List<Step> steps, Map<Persona, String> outcomes) {
    Step last() {
      return steps.getLast();
    }

    /** Whether a call of it names this place. */
    boolean names(String place) {
      return steps.stream().anyMatch(step -> step.target().contains("{" + place + "}"));
    }

    /** The stages of the consultations that it names. */
    Set<String> stages() {
      return steps.stream().flatMap(Step::stage).collect(Collectors.toSet());
    }

    /** The kind of conversation that it is about, where there is one. */
    String kind() {
      return OF_CONSULTATIONS.contains(where) ? "specialist" : where;
    }

    boolean watches() {
      return steps.stream().anyMatch(step -> step.target().equals("watch"));
    }

    String lastName() {
      return name.replaceAll(".*, ", "");
    }

    @Override
    public String toString() {
      return where + ": " + name;
    }
  }

  static AccessMatrix read() {
    AccessMatrix matrix = new AccessMatrix();
    String[] parts = Repository.read(FILE).replaceAll("(?m)^#.*\n", "").strip().split("\n\n+");
    for (String part : parts) {
      List<String> lines = part.lines().toList();
      List<String> rest = lines.subList(1, lines.size());
      String title = lines.getFirst();
      if (title.startsWith("refusals")) {
        rest.forEach(matrix::refusal);
      } else if (title.startsWith("calls")) {
        rest.forEach(matrix::call);
      } else if (title.startsWith("of these")) {
        rest.forEach(line -> matrix.harmless.addAll(List.of(line.split(", "))));
      } else {
        rest.forEach(line -> matrix.row(cells(title), cells(line)));
      }
    }
    return matrix;
  }

  Map<String, Step> calls() {
    return calls;
  }

  List<Row> rows() {
    return rows;
  }

  List<Row> rows(String where) {
    return rows.stream().filter(row -> row.where().equals(where)).toList();
  }

  /** The row of a call about a kind of conversation. */
  Row row(String where, String name) {
    return rows(where).stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether nobody sees anything of it afterwards: it is refused, or only looks. */
  boolean changesNothing(Row row, Persona persona) {
    String outcome = row.outcomes().get(persona);
    return outcome.equals(NOTHING)
        || outcome.equals(CLOSED)
        || outcome.equals("401")
        || refusals.containsKey(outcome)
        || row.last().method().equals(Optional.of("GET"))
        || harmless.contains(row.lastName());
  }

  /** An answer of the REST API as a cell has it: a code alone if its status is the one written. */
  String outcome(Response answer) {
    String code = answer.code();
    Integer status = refusals.get(code);
    boolean asWritten = status != null && status == answer.status();
    return asWritten ? code : (answer.status() + " " + code).strip();
  }

  private void refusal(String line) {
    String[] words = line.split(" +");
    refusals.put(words[0], Integer.parseInt(words[1]));
  }

  private void call(String line) {
    String[] sides = line.split(" += +", 2);
    String[] words = sides[1].split(" ", 2);
    boolean rest = words[0].matches("[A-Z]+");
    String[] parts = rest ? words[1].split(" ", 2) : words;
    Optional<String> body = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    Step step = new Step(rest ? Optional.of(words[0]) : Optional.empty(), parts[0], body);
    require(calls.put(sides[0], step) == null, line);
  }

  private void row(List<String> head, List<String> cells) {
    List<String> personas = Stream.of(Persona.values()).map(Persona::column).toList();
    require(head.subList(1, head.size()).equals(personas), "columns " + head);
    require(cells.size() == head.size(), "cells " + cells);
    List<Step> steps = new ArrayList<>();
    for (String call : cells.getFirst().split(", ")) {
      require(calls.containsKey(call), call);
      steps.add(calls.get(call));
    }
    Map<Persona, String> outcomes = new EnumMap<>(Persona.class);
    for (Persona persona : Persona.values()) {
      outcomes.put(persona, cells.get(persona.ordinal() + 1));
    }
    rows.add(new Row(head.getFirst(), cells.getFirst(), steps, outcomes));
  }

  private static List<String> cells(String line) {
    return Stream.of(line.split("\\|")).map(String::strip).toList();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("access.txt: " + what);
    }
  }
}
