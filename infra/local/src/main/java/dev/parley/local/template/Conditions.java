package dev.parley.local.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The template's conditions, each decided once, when first asked for. */
final class Conditions {
  private final Map<String, Node> written;
  private final Function<Node, Value> operand;
  private final Findings findings;
  private final Map<String, Optional<Boolean>> decided = new HashMap<>();
  private final Set<String> deciding = new LinkedHashSet<>();

  /**
   * @param operand evaluates what is compared
   */
  Conditions(Map<String, Node> written, Function<Node, Value> operand, Findings findings) {
    this.written = written;
    this.operand = operand;
    this.findings = findings;
  }

  void decideAll() {
    written.forEach((name, node) -> holds(name, node.place()));
  }

  /** Whether the condition holds; empty when that cannot be told, which is a finding. */
  Optional<Boolean> holds(String name, Place asked) {
    Node node = written.get(name);
    if (node == null) {
      findings.add(asked, "names the condition " + name + ", which is not declared");
      return Optional.empty();
    }
    if (decided.containsKey(name)) {
      return decided.get(name);
    }
    if (!deciding.add(name)) {
      findings.add(node.place(), "depends on itself: " + String.join(" -> ", deciding));
      return Optional.empty();
    }
    Optional<Boolean> answer = decide(node);
    deciding.remove(name);
    decided.put(name, answer);
    return answer;
  }

  private Optional<Boolean> decide(Node node) {
    return switch (node) {
      case Node.Intrinsic it -> decide(it);
      case Node.Mapping it when it.entries().keySet().equals(Set.of("Condition")) ->
          named(it.entries().get("Condition"));
      case Node.Scalar _, Node.Empty _, Node.Sequence _, Node.Mapping _ -> {
        findings.add(node.place(), "is not a condition");
        yield Optional.empty();
      }
    };
  }

  private Optional<Boolean> decide(Node.Intrinsic it) {
    return switch (it.name()) {
      case "Equals" -> equal(it);
      case "Not" -> all(it, 1, 1).map(answers -> !answers.getFirst());
      case "And" -> all(it, 2, 10).map(answers -> !answers.contains(false));
      case "Or" -> all(it, 2, 10).map(answers -> answers.contains(true));
      case "Condition" -> named(it.argument());
      default -> {
        findings.add(it.place(), "uses " + it.name() + ", which is no condition function");
        yield Optional.empty();
      }
    };
  }

  private Optional<Boolean> named(Node node) {
    if (node instanceof Node.Scalar name) {
      return holds(name.text(), name.place());
    }
    findings.add(node.place(), "does not name a condition");
    return Optional.empty();
  }

  private Optional<Boolean> equal(Node.Intrinsic it) {
    if (!(it.argument() instanceof Node.Sequence two) || two.items().size() != 2) {
      findings.add(it.place(), "gives Equals something else than a list of two");
      return Optional.empty();
    }
    List<Value> sides = two.items().stream().map(operand).toList();
    if (sides.stream().allMatch(Value.Text.class::isInstance)) {
      return Optional.of(
          ((Value.Text) sides.getFirst()).text().equals(((Value.Text) sides.getLast()).text()));
    }
    if (sides.stream().noneMatch(Value.Broken.class::isInstance)) {
      findings.add(it.place(), "compares something that is not a text");
    }
    return Optional.empty();
  }

  private Optional<List<Boolean>> all(Node.Intrinsic it, int from, int to) {
    if (!(it.argument() instanceof Node.Sequence some)
        || some.items().size() < from
        || some.items().size() > to) {
      String count = from == to ? "one" : from + " to " + to;
      findings.add(it.place(), "gives " + it.name() + " something else than a list of " + count);
      return Optional.empty();
    }
    List<Optional<Boolean>> answers = some.items().stream().map(this::decide).toList();
    return answers.stream().allMatch(Optional::isPresent)
        ? Optional.of(answers.stream().map(Optional::get).toList())
        : Optional.empty();
  }
}
