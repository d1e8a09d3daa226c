package dev.parley.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resolves nodes to values in a {@link Scope} that says what names mean. */
final class Evaluator {
  private final Scope scope;
  private final Findings findings;

  Evaluator(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  /** What names mean in the part of the template that is being resolved. */
  interface Scope {
    Value ref(String name, Place place);

    Value attribute(String resource, String attribute, Place place);

    /** The branch to take, or empty when the condition cannot be decided. */
    Optional<Boolean> holds(String condition, Place place);
  }

  Value evaluate(Node node) {
    return switch (node) {
      case Node.Scalar it -> new Value.Text(it.place(), it.text(), it.kind());
      case Node.Empty it -> new Value.Absent(it.place());
      case Node.Sequence it -> items(it);
      case Node.Mapping it -> fields(it);
      case Node.Intrinsic it -> intrinsic(it);
    };
  }

  private Value items(Node.Sequence sequence) {
    List<Value> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      Value value =
          item instanceof Node.Empty
              ? findings.broken(item.place(), "is null, which CloudFormation refuses")
              : evaluate(item);
      if (!(value instanceof Value.Absent)) {
        items.add(value);
      }
    }
    return new Value.Items(sequence.place(), items);
  }

  private Value fields(Node.Mapping mapping) {
    Map<String, Value> entries = new LinkedHashMap<>();
    mapping.entries().forEach((key, node) -> entries.put(key, evaluate(node)));
    return new Value.Fields(mapping.place(), entries);
  }

  private Value intrinsic(Node.Intrinsic it) {
    return switch (it.name()) {
      case "Ref" ->
          it.argument() instanceof Node.Scalar name
              ? scope.ref(name.text(), it.place())
              : findings.broken(it.place(), "gives Ref something else than a name");
      case "GetAtt" -> attribute(it);
      case "Sub" -> sub(it);
      case "If" -> branch(it);
      case "Join" -> join(it);
      case "Select" -> select(it);
      case "Split" -> split(it);
      case "Equals", "Not", "And", "Or", "Condition" ->
          findings.broken(it.place(), "uses " + it.name() + ", which belongs into Conditions");
      default ->
          findings.broken(
              it.place(), "uses the function " + it.name() + ", unknown to the local cloud");
    };
  }

  private Value attribute(Node.Intrinsic it) {
    List<String> parts =
        switch (it.argument()) {
          case Node.Scalar text -> List.of(text.text().split("\\.", 2));
          case Node.Sequence two
              when two.items().stream().allMatch(Node.Scalar.class::isInstance) ->
              two.items().stream().map(item -> ((Node.Scalar) item).text()).toList();
          case Node.Sequence _, Node.Mapping _, Node.Empty _, Node.Intrinsic _ -> List.of();
        };
    return parts.size() == 2
        ? scope.attribute(parts.getFirst(), parts.getLast(), it.place())
        : findings.broken(it.place(), "gives GetAtt something else than Resource.Attribute");
  }

  private Value sub(Node.Intrinsic it) {
    return switch (it.argument()) {
      case Node.Scalar pattern -> substitute(it.place(), pattern.text(), Map.of());
      case Node.Sequence two
          when two.items().size() == 2
              && two.items().getFirst() instanceof Node.Scalar pattern
              && two.items().getLast() instanceof Node.Mapping names -> {
        Map<String, Value> own = new LinkedHashMap<>();
        names.entries().forEach((name, node) -> own.put(name, evaluate(node)));
        yield substitute(it.place(), pattern.text(), own);
      }
      case Node.Sequence _, Node.Mapping _, Node.Empty _, Node.Intrinsic _ ->
          findings.broken(it.place(), "gives Sub something else than a text, or a text and a map");
    };
  }

  private Value substitute(Place place, String pattern, Map<String, Value> own) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (int open = pattern.indexOf("${"); open >= 0; open = pattern.indexOf("${", at)) {
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        return findings.broken(place, "opens ${ and never closes it");
      }
      String name = pattern.substring(open + 2, close);
      result.append(pattern, at, open);
      at = close + 1;
      if (name.startsWith("!")) {
        result.append("${").append(name.substring(1)).append('}');
        continue;
      }
      switch (own.containsKey(name) ? own.get(name) : named(name, place)) {
        case Value.Text text -> result.append(text.text());
        case Value.Broken broken -> {
          return broken;
        }
        case Value.Items _, Value.Fields _, Value.Absent _ -> {
          return findings.broken(place, "puts ${" + name + "} into a text, and it is no text");
        }
      }
    }
    return new Value.Text(place, result.append(pattern.substring(at)).toString());
  }

  private Value named(String name, Place place) {
    String[] parts = name.split("\\.", 2);
    return parts.length == 2 ? scope.attribute(parts[0], parts[1], place) : scope.ref(name, place);
  }

  private Value branch(Node.Intrinsic it) {
    if (!(it.argument() instanceof Node.Sequence three)
        || three.items().size() != 3
        || !(three.items().getFirst() instanceof Node.Scalar condition)) {
      return findings.broken(it.place(), "gives If something else than a condition and two values");
    }
    return scope
        .holds(condition.text(), it.place())
        .map(holds -> evaluate(three.items().get(holds ? 1 : 2)))
        .orElseGet(() -> new Value.Broken(it.place()));
  }

  private Value join(Node.Intrinsic it) {
    if (it.argument() instanceof Node.Sequence two
        && two.items().size() == 2
        && two.items().getFirst() instanceof Node.Scalar delimiter) {
      Value list = evaluate(two.items().getLast());
      if (list instanceof Value.Items items
          && items.items().stream().allMatch(Value.Text.class::isInstance)) {
        return new Value.Text(it.place(), String.join(delimiter.text(), texts(items)));
      }
      if (isBroken(list)) {
        return new Value.Broken(it.place());
      }
    }
    return findings.broken(it.place(), "gives Join something else than a delimiter and texts");
  }

  private Value select(Node.Intrinsic it) {
    if (it.argument() instanceof Node.Sequence two && two.items().size() == 2) {
      Value index = evaluate(two.items().getFirst());
      Value list = evaluate(two.items().getLast());
      if (isBroken(index) || isBroken(list)) {
        return new Value.Broken(it.place());
      }
      if (index instanceof Value.Text number
          && number.text().matches("\\d{1,6}")
          && list instanceof Value.Items items) {
        int wanted = Integer.parseInt(number.text());
        return wanted < items.items().size()
            ? items.items().get(wanted)
            : findings.broken(it.place(), "selects item " + wanted + " of " + items.items().size());
      }
    }
    return findings.broken(it.place(), "gives Select something else than an index and a list");
  }

  private Value split(Node.Intrinsic it) {
    if (it.argument() instanceof Node.Sequence two
        && two.items().size() == 2
        && two.items().getFirst() instanceof Node.Scalar delimiter
        && !delimiter.text().isEmpty()) {
      Value source = evaluate(two.items().getLast());
      if (source instanceof Value.Text text) {
        List<Value> parts = new ArrayList<>();
        for (String part : text.text().split(Pattern.quote(delimiter.text()), -1)) {
          parts.add(new Value.Text(it.place().item(parts.size(), it.place().line()), part));
        }
        return new Value.Items(it.place(), parts);
      }
      if (isBroken(source)) {
        return new Value.Broken(it.place());
      }
    }
    return findings.broken(it.place(), "gives Split something else than a delimiter and a text");
  }

  private static List<String> texts(Value.Items items) {
    return items.items().stream().map(it -> ((Value.Text) it).text()).toList();
  }

  private static boolean isBroken(Value value) {
    return value instanceof Value.Broken
        || value instanceof Value.Items items
            && items.items().stream().anyMatch(Value.Broken.class::isInstance);
  }
}
