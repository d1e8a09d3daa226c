package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the Resources section up to, but without, the resources' properties. */
final class Declarations {
  private static final Set<String> TYPES =
      Set.of(
          Declaration.FUNCTION,
          Declaration.SOCKET_API,
          Declaration.HTTP_API,
          Declaration.TABLE,
          Declaration.USER_POOL,
          Declaration.USER_POOL_CLIENT,
          Declaration.LOG_GROUP,
          Declaration.METRIC_FILTER,
          Declaration.ALARM,
          Declaration.ROUTE_RESPONSE,
          Declaration.QUEUE,
          Declaration.QUEUE_POLICY,
          Declaration.TOPIC,
          Declaration.TOPIC_POLICY,
          Declaration.SUBSCRIPTION,
          Declaration.BUCKET,
          Declaration.BUCKET_POLICY,
          Declaration.EMAIL_IDENTITY,
          Declaration.CONFIGURATION_SET,
          Declaration.DASHBOARD,
          Declaration.SCHEDULE_GROUP,
          Declaration.PERMISSION,
          Declaration.ROLE,
          Declaration.MANAGED_POLICY);
  private static final Map<String, String> MADE_OF_EVENTS =
      Map.of(
          "SQS", Declaration.EVENT_SOURCE_MAPPING,
          "DynamoDB", Declaration.EVENT_SOURCE_MAPPING,
          "ScheduleV2", Declaration.SCHEDULE);
  private static final String[] POLICIES = {"Delete", "Retain", "RetainExceptOnCreate", "Snapshot"};

  private final Conditions conditions;
  private final Globals globals;
  private final Findings findings;

  Declarations(Conditions conditions, Globals globals, Findings findings) {
    this.conditions = conditions;
    this.globals = globals;
    this.findings = findings;
  }

  Map<String, Declaration> read(Node section) {
    Map<String, Declaration> resources = new LinkedHashMap<>();
    if (section instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (id, node) -> {
                if (node instanceof Node.Mapping it) {
                  resources.put(id, declaration(id, it));
                } else {
                  findings.add(node.place(), "is not a map");
                }
              });
    } else {
      findings.add(section.place(), "is not a map of resources");
    }
    List.copyOf(resources.values())
        .forEach(
            it -> {
              addRoutes(it, resources);
              addEvents(it, resources);
            });
    checkDependsOn(resources);
    return resources;
  }

  // SAM makes a resource of each route, and templates may refer to it.
  private static void addRoutes(Declaration api, Map<String, Declaration> resources) {
    if (api.type().equals(Declaration.SOCKET_API)
        && api.property("Routes").orElse(null) instanceof Node.Mapping routes) {
      for (String key : routes.entries().keySet()) {
        String id = SocketApiReader.routeId(api.id(), key);
        Node none = new Node.Empty(routes.place());
        resources.putIfAbsent(
            id,
            new Declaration(
                id, routes.place(), Declaration.ROUTE, none, api.active(), List.of(api.id())));
      }
    }
  }

  // SAM makes a resource of each event, too, which alarms like to name.
  private static void addEvents(Declaration function, Map<String, Declaration> resources) {
    if (function.type().equals(Declaration.FUNCTION)
        && function.property("Events").orElse(null) instanceof Node.Mapping events) {
      for (var event : events.entries().entrySet()) {
        if (event.getValue() instanceof Node.Mapping it
            && it.entries().get("Type") instanceof Node.Scalar type
            && MADE_OF_EVENTS.containsKey(type.text())) {
          String id = function.id() + event.getKey();
          Node properties = it.entries().getOrDefault("Properties", new Node.Empty(it.place()));
          resources.putIfAbsent(
              id,
              new Declaration(
                  id,
                  it.place(),
                  MADE_OF_EVENTS.get(type.text()),
                  properties,
                  function.active(),
                  List.of(function.id())));
        }
      }
    }
  }

  private Declaration declaration(String id, Node.Mapping node) {
    if (!id.matches("[A-Za-z0-9]+")) {
      findings.add(node.place(), "is no logical id: letters and digits only");
    }
    Map<String, Node> attributes = new LinkedHashMap<>(node.entries());
    Node empty = new Node.Empty(node.place().key("Properties", node.place().line()));
    Node written = attributes.remove("Properties");
    Node properties = written == null ? empty : written;
    // Nothing on this machine reads metadata, and it may hold anything.
    attributes.remove("Metadata");
    Fields fields =
        Fields.of(Plain.value(new Node.Mapping(node.place(), attributes), findings), findings);
    String type = fields.requiredText("Type");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      fields.wrong("Type", "is " + type + ", a type unknown to the local cloud");
    }
    fields.word("DeletionPolicy", POLICIES);
    fields.word("UpdateReplacePolicy", POLICIES);
    boolean active =
        fields
            .text("Condition")
            .map(it -> conditions.holds(it, fields.place("Condition")).orElse(true))
            .orElse(true);
    List<String> dependsOn =
        fields.value("DependsOn") instanceof Value.Text one
            ? List.of(one.text())
            : fields.texts("DependsOn");
    fields.done();
    Node merged = type.equals(Declaration.FUNCTION) ? globals.mergedInto(properties) : properties;
    return new Declaration(id, node.place(), type, merged, active, dependsOn);
  }

  private void checkDependsOn(Map<String, Declaration> resources) {
    for (Declaration resource : resources.values()) {
      for (String needed : resource.dependsOn()) {
        if (!resources.containsKey(needed)) {
          Place place = resource.place().key("DependsOn", resource.place().line());
          findings.add(place, "names " + needed + ", which is not a resource");
        }
      }
    }
  }
}
