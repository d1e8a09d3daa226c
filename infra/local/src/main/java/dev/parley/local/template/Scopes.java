package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What names mean in each part of one template, and who thereby depends on whom. */
final class Scopes {
  private final Map<String, Value> parameters;
  private final Findings findings;
  private final Addresses addresses;
  private final Dependencies dependencies = new Dependencies();
  private final Conditions conditions;
  private final Names names;
  private final Attributes attributes;
  private Map<String, Declaration> resources = Map.of();

  Scopes(
      Map<String, Value> parameters,
      Map<String, Node> conditions,
      Addresses addresses,
      Findings findings) {
    this.parameters = parameters;
    this.addresses = addresses;
    this.findings = findings;
    this.conditions = new Conditions(conditions, it -> evaluate(it, new InConditions()), findings);
    this.names = new Names(it -> evaluate(it, new InResource(Optional.empty())), findings);
    this.attributes = new Attributes(names);
  }

  static String refersToNothing(String name) {
    return "refers to " + name + ", which is neither a parameter nor a resource";
  }

  Conditions conditions() {
    return conditions;
  }

  Names names() {
    return names;
  }

  Attributes attributes() {
    return attributes;
  }

  Dependencies dependencies() {
    return dependencies;
  }

  void declare(Map<String, Declaration> declared) {
    resources = declared;
  }

  /** Resolves a part of the resource that other resources wait for under {@code dependent}. */
  Value inResource(String dependent, Node node) {
    return localised(evaluate(node, new InResource(Optional.of(dependent))));
  }

  Value inOutputs(Node node) {
    return localised(evaluate(node, new InResource(Optional.empty())));
  }

  /** The text with the addresses that things have on this machine. */
  String localised(String text) {
    return addresses.localise(text);
  }

  private Value evaluate(Node node, Evaluator.Scope scope) {
    return new Evaluator(scope, findings).evaluate(node);
  }

  private Value localised(Value value) {
    return switch (value) {
      case Value.Text it -> new Value.Text(it.place(), addresses.localise(it.text()), it.kind());
      case Value.Items it ->
          new Value.Items(it.place(), it.items().stream().map(this::localised).toList());
      case Value.Fields it -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        it.entries().forEach((key, entry) -> entries.put(key, localised(entry)));
        yield new Value.Fields(it.place(), entries);
      }
      case Value.Absent it -> it;
      case Value.Broken it -> it;
    };
  }

  private Value constant(String name, Place place, BiFunction<String, Place, Value> otherwise) {
    if (name.equals("AWS::NoValue")) {
      return new Value.Absent(place);
    }
    if (name.startsWith("AWS::")) {
      String known = Aws.PSEUDO_PARAMETERS.get(name);
      return known != null
          ? new Value.Text(place, known)
          : findings.broken(place, "refers to " + name + ", unknown to the local cloud");
    }
    Value parameter = parameters.get(name);
    return parameter == null ? otherwise.apply(name, place) : placed(parameter, place);
  }

  /** The same value, at the place where it is used, which is where findings belong. */
  private static Value placed(Value value, Place place) {
    return switch (value) {
      case Value.Text it -> new Value.Text(place, it.text(), it.kind());
      case Value.Items it ->
          new Value.Items(place, it.items().stream().map(item -> placed(item, place)).toList());
      case Value.Fields it -> new Value.Fields(place, it.entries());
      case Value.Absent _ -> new Value.Absent(place);
      case Value.Broken _ -> new Value.Broken(place);
    };
  }

  /** Conditions are decided before there are resources. */
  private final class InConditions implements Evaluator.Scope {
    @Override
    public Value ref(String name, Place place) {
      return constant(
          name,
          place,
          (_, _) -> findings.broken(place, "refers to " + name + ", which is not a parameter"));
    }

    @Override
    public Value attribute(String resource, String attribute, Place place) {
      return findings.broken(place, "asks a resource, and conditions come before resources");
    }

    @Override
    public Optional<Boolean> holds(String condition, Place place) {
      findings.add(place, "uses If, and conditions are made of Equals, Not, And and Or");
      return Optional.empty();
    }
  }

  /** A resource's properties, or the outputs, on which nothing depends. */
  private final class InResource implements Evaluator.Scope {
    private final Optional<String> dependent;

    InResource(Optional<String> dependent) {
      this.dependent = dependent;
    }

    @Override
    public Value ref(String name, Place place) {
      return constant(name, place, this::refToResource);
    }

    private Value refToResource(String name, Place place) {
      List<String> parts = List.of(name.split("\\.", 2));
      return resource(parts.getFirst(), place)
          .map(
              it ->
                  parts.size() == 1
                      ? new Value.Text(place, names.ref(it))
                      : text(names.refOf(it, parts.getLast()), name, place))
          .orElseGet(() -> new Value.Broken(place));
    }

    @Override
    public Value attribute(String resource, String attribute, Place place) {
      return resource(resource, place)
          .map(it -> text(attributes.of(it, attribute), resource + "." + attribute, place))
          .orElseGet(() -> new Value.Broken(place));
    }

    private Value text(Optional<String> found, String asked, Place place) {
      return found
          .<Value>map(it -> new Value.Text(place, it))
          .orElseGet(
              () -> findings.broken(place, "asks for " + asked + ", which its resource has not"));
    }

    private Optional<Declaration> resource(String id, Place place) {
      Declaration found = resources.get(id);
      if (found == null) {
        findings.add(place, refersToNothing(id));
        return Optional.empty();
      }
      if (!found.active()) {
        findings.add(place, "refers to " + id + ", which its condition leaves out");
        return Optional.empty();
      }
      dependent.ifPresent(it -> dependencies.add(it, id));
      return Optional.of(found);
    }

    @Override
    public Optional<Boolean> holds(String condition, Place place) {
      return conditions.holds(condition, place);
    }
  }
}
