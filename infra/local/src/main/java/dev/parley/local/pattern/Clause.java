package dev.parley.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** A part of a pattern, asked of an object inside the event. */
sealed interface Clause {
  /**
   * @param here the object that the clause is about; missing where the event has none
   * @param root the whole event
   */
  boolean holds(JsonNode here, JsonNode root);

  /** Fields of one object: each must do. */
  record All(List<Clause> clauses) implements Clause {
    @Override
    public boolean holds(JsonNode here, JsonNode root) {
      return clauses.stream().allMatch(clause -> clause.holds(here, root));
    }
  }

  /** {@code $or}: one must do. */
  record Any(List<Clause> clauses) implements Clause {
    @Override
    public boolean holds(JsonNode here, JsonNode root) {
      return clauses.stream().anyMatch(clause -> clause.holds(here, root));
    }
  }

  /** A nested object; of an array of objects a single one must do for all of the clause. */
  record Under(String name, Clause clause) implements Clause {
    @Override
    public boolean holds(JsonNode here, JsonNode root) {
      List<JsonNode> objects = flat(here.path(name)).stream().filter(JsonNode::isObject).toList();
      return objects.isEmpty()
          ? clause.holds(MissingNode.getInstance(), root)
          : objects.stream().anyMatch(object -> clause.holds(object, root));
    }
  }

  /**
   * A field: one of its values must be accepted by one of the matchers.
   *
   * @param anywhere whether values count that are in other elements of an array than {@code here}
   */
  record Leaf(List<String> path, List<Matcher> matchers, boolean anywhere) implements Clause {
    @Override
    public boolean holds(JsonNode here, JsonNode root) {
      List<JsonNode> values = anywhere ? in(root, path) : in(here, List.of(path.getLast()));
      if (values.isEmpty()) {
        // Absent is what no object of the event has: one element without it is no proof.
        return matchers.contains(new Matcher.Exists(false)) && in(root, path).isEmpty();
      }
      return values.stream()
          .anyMatch(value -> matchers.stream().anyMatch(matcher -> matcher.accepts(value)));
    }

    private static List<JsonNode> in(JsonNode node, List<String> path) {
      if (path.isEmpty()) {
        return flat(node).stream().filter(JsonNode::isValueNode).toList();
      }
      return flat(node).stream()
          .flatMap(each -> in(each.path(path.getFirst()), path.subList(1, path.size())).stream())
          .toList();
    }
  }

  /** The node itself, or what is in it if it is an array. */
  private static List<JsonNode> flat(JsonNode node) {
    List<JsonNode> flat = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> flat.addAll(flat(element)));
    } else if (!node.isMissingNode()) {
      flat.add(node);
    }
    return flat;
  }
}
