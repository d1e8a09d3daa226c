package dev.parley.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the readers of all resource types share: resolved properties and the other resources. */
final class ResourceReading {
  private final Scopes scopes;
  private final Map<String, Declaration> resources;
  private final Findings findings;

  ResourceReading(Scopes scopes, Map<String, Declaration> resources, Findings findings) {
    this.scopes = scopes;
    this.resources = resources;
    this.findings = findings;
  }

  Findings findings() {
    return findings;
  }

  Names names() {
    return scopes.names();
  }

  Dependencies dependencies() {
    return scopes.dependencies();
  }

  /** What SAM makes under this logical id. */
  Optional<Declaration> made(String id, String type) {
    return Optional.ofNullable(resources.get(id)).filter(it -> it.type().equals(type));
  }

  /** All resources whose conditions hold. */
  List<Declaration> all() {
    return resources.values().stream().filter(Declaration::active).toList();
  }

  List<Declaration> of(String type) {
    return all().stream().filter(it -> it.type().equals(type)).toList();
  }

  /**
   * The resource's resolved properties.
   *
   * @param apart properties that SAM turns into resources of their own, which may therefore refer
   *     to what depends on this resource
   */
  Fields properties(Declaration resource, String... apart) {
    return switch (resource.properties()) {
      case Node.Mapping it -> {
        Map<String, Value> values = new LinkedHashMap<>();
        it.entries()
            .forEach(
                (key, node) -> {
                  boolean own = !Set.of(apart).contains(key);
                  String dependent = own ? resource.id() : resource.id() + "." + key;
                  values.put(key, scopes.inResource(dependent, node));
                });
        yield Fields.of(new Value.Fields(it.place(), values), findings);
      }
      case Node.Empty it -> Fields.of(new Value.Absent(it.place()), findings);
      case Node.Scalar it -> Fields.of(scopes.inResource(resource.id(), it), findings);
      case Node.Sequence it -> Fields.of(scopes.inResource(resource.id(), it), findings);
      case Node.Intrinsic it -> Fields.of(scopes.inResource(resource.id(), it), findings);
    };
  }

  /** The logical id of the function with this ARN, be it of an alias or not. */
  Optional<String> functionWithArn(String arn) {
    return of(Declaration.FUNCTION).stream()
        .filter(
            it -> {
              String own = names().functionArn(it);
              return arn.equals(own)
                  || arn.equals(own + ":1")
                  || names().alias(it).filter(alias -> arn.equals(own + ":" + alias)).isPresent();
            })
        .map(Declaration::id)
        .findFirst();
  }

  /** The resource of this type whose GetAtt Arn, or TopicArn, this is. */
  Optional<Declaration> withArn(String type, String arn) {
    String attribute =
        switch (type) {
          case Declaration.TOPIC -> "TopicArn";
          case Declaration.TABLE -> "StreamArn";
          default -> "Arn";
        };
    return of(type).stream()
        .filter(it -> scopes.attributes().of(it, attribute).filter(arn::equals).isPresent())
        .findFirst();
  }

  String attribute(Declaration resource, String attribute) {
    return scopes.attributes().of(resource, attribute).orElseThrow();
  }

  /** What Ref gives, with the address that it has on this machine. */
  String localRef(Declaration resource) {
    return scopes.localised(names().ref(resource));
  }

  /** Reads a key that must hold the ARN of a resource of this type and this template. */
  Optional<Declaration> resource(Fields fields, String key, String type, String what) {
    String arn = fields.requiredText(key);
    return arn.isBlank()
        ? Optional.empty()
        : withArn(type, arn).or(() -> fields.wrong(key, "is " + arn + ", not the ARN of " + what));
  }

  /** Reads a key that must hold the ARN of a queue. */
  Optional<Declaration> queue(Fields fields, String key) {
    return resource(fields, key, Declaration.QUEUE, "a queue of this template");
  }

  /** Reads a key that must hold the ARN of a topic. */
  Optional<Declaration> topic(Fields fields, String key) {
    return resource(fields, key, Declaration.TOPIC, "a topic of this template");
  }

  /** Reads a key that must hold the ARN of a function of this template. */
  String function(Fields fields, String key) {
    String arn = fields.requiredText(key);
    return arn.isBlank()
        ? ""
        : functionWithArn(arn)
            .orElseGet(
                () -> {
                  fields.wrong(key, "is " + arn + ", not the ARN of a function of this template");
                  return "";
                });
  }
}
