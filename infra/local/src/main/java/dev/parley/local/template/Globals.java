package dev.parley.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The template's Globals section, merged into each function as SAM does it. */
final class Globals {
  private static final Set<String> OWN_TO_EACH_FUNCTION =
      Set.of("Events", "FunctionName", "Policies", "InlineCode", "ImageUri");

  private final Node function;

  private Globals(Node function) {
    this.function = function;
  }

  static Globals of(Node section, Findings findings) {
    Node function = new Node.Empty(section.place());
    if (section instanceof Node.Mapping mapping) {
      for (var entry : mapping.entries().entrySet()) {
        if (!entry.getKey().equals("Function")) {
          findings.add(entry.getValue().place(), "is not understood by the local cloud");
        } else if (entry.getValue() instanceof Node.Mapping properties) {
          function = properties;
          OWN_TO_EACH_FUNCTION.stream()
              .map(properties.entries()::get)
              .filter(Objects::nonNull)
              .forEach(it -> findings.add(it.place(), "is not allowed for all functions at once"));
        } else {
          findings.add(entry.getValue().place(), "is not a map");
        }
      }
    } else if (!(section instanceof Node.Empty)) {
      findings.add(section.place(), "is not a map");
    }
    return new Globals(function);
  }

  Node mergedInto(Node properties) {
    return merge(function, properties);
  }

  /** Maps are merged, lists put after each other, anything else is overridden. */
  private static Node merge(Node global, Node local) {
    if (global instanceof Node.Empty) {
      return local;
    }
    if (local instanceof Node.Empty && global instanceof Node.Mapping) {
      return global;
    }
    if (global instanceof Node.Mapping all && local instanceof Node.Mapping own) {
      Map<String, Node> merged = new LinkedHashMap<>(all.entries());
      own.entries().forEach((key, node) -> merged.merge(key, node, Globals::merge));
      return new Node.Mapping(own.place(), merged);
    }
    if (global instanceof Node.Sequence all && local instanceof Node.Sequence own) {
      List<Node> merged = new ArrayList<>(all.items());
      merged.addAll(own.items());
      return new Node.Sequence(own.place(), List.copyOf(merged));
    }
    return local;
  }
}
