package dev.parley.local.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One resolving of one template with one set of parameters. */
final class Resolution {
  private static final Set<String> SECTIONS =
      Set.of("Parameters", "Conditions", "Globals", "Resources", "Outputs");
  private static final String SERVERLESS = "AWS::Serverless-2016-10-31";

  private final Node.Mapping root;
  private final Path folder;
  private final Findings findings;
  private final Scopes scopes;
  private final Map<String, Declaration> resources;
  private final ResourceReading reading;

  Resolution(
      Node.Mapping root,
      Path folder,
      Map<String, String> parameters,
      Addresses addresses,
      Findings findings) {
    this.root = root;
    this.folder = folder;
    this.findings = findings;
    checkSections();
    Map<String, Value> values = Parameters.resolve(section("Parameters"), parameters, findings);
    this.scopes = new Scopes(values, map("Conditions"), addresses, findings);
    scopes.conditions().decideAll();
    this.resources =
        new Declarations(scopes.conditions(), Globals.of(section("Globals"), findings), findings)
            .read(section("Resources"));
    resources.keySet().stream()
        .filter(values::containsKey)
        .forEach(it -> findings.add("Resources." + it + " has the name of a parameter"));
    scopes.declare(resources);
    this.reading = new ResourceReading(scopes, resources, findings);
    var references = new References(values.keySet(), resources.keySet(), findings);
    List.of("Globals", "Resources", "Outputs").forEach(it -> references.check(section(it)));
  }

  private void checkSections() {
    root.entries()
        .forEach(
            (name, node) -> {
              boolean told =
                  switch (name) {
                    // For people and tools; nothing of it changes what runs.
                    case "Description", "Metadata" -> true;
                    case "AWSTemplateFormatVersion" -> isText(node, "2010-09-09");
                    case "Transform" -> isText(node, SERVERLESS);
                    default -> SECTIONS.contains(name);
                  };
              if (!told) {
                findings.add(node.place(), "is not understood by the local cloud");
              }
            });
  }

  private static boolean isText(Node node, String wanted) {
    return switch (node) {
      case Node.Scalar it -> it.text().equals(wanted);
      case Node.Sequence it -> it.items().size() == 1 && isText(it.items().getFirst(), wanted);
      case Node.Mapping _, Node.Empty _, Node.Intrinsic _ -> false;
    };
  }

  private Node section(String name) {
    Node section = root.entries().get(name);
    return section == null ? new Node.Empty(new Place(name, 0)) : section;
  }

  private Map<String, Node> map(String name) {
    return switch (section(name)) {
      case Node.Mapping it -> it.entries();
      case Node.Empty _ -> Map.of();
      case Node.Scalar it -> notAMap(it);
      case Node.Sequence it -> notAMap(it);
      case Node.Intrinsic it -> notAMap(it);
    };
  }

  private Map<String, Node> notAMap(Node node) {
    findings.add(node.place(), "is not a map");
    return Map.of();
  }

  Template.Addressed addressed() {
    return new Template.Addressed(
        refs(Declaration.SOCKET_API),
        refs(Declaration.HTTP_API),
        refs(Declaration.USER_POOL),
        reading.of(Declaration.QUEUE).stream().map(reading.names()::name).toList());
  }

  private List<String> refs(String type) {
    return reading.of(type).stream().map(reading.names()::ref).toList();
  }

  Stack stack() {
    Stack stack = new StackReader(reading, folder).read(outputs());
    refuseCircles();
    return stack;
  }

  private Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    map("Outputs").forEach((name, node) -> output(node).ifPresent(it -> outputs.put(name, it)));
    return outputs;
  }

  private Optional<String> output(Node node) {
    if (node instanceof Node.Mapping it
        && it.entries().get("Condition") instanceof Node.Scalar condition
        && !scopes.conditions().holds(condition.text(), condition.place()).orElse(true)) {
      return Optional.empty();
    }
    Fields fields = Fields.of(scopes.inOutputs(node), findings);
    fields.nothing("nothing else imports from this machine", "Description", "Export");
    fields.text("Condition");
    String value = fields.requiredValue("Value");
    fields.done();
    return Optional.of(value);
  }

  private void refuseCircles() {
    resources
        .values()
        .forEach(it -> it.dependsOn().forEach(on -> scopes.dependencies().add(it.id(), on)));
    scopes
        .dependencies()
        .circle()
        .ifPresent(
            circle ->
                findings.add("Resources depend on each other: " + String.join(" -> ", circle)));
  }
}
