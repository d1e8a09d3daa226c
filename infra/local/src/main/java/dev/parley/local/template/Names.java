package dev.parley.local.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What Ref and GetAtt give for each resource: names, ids and ARNs like those on AWS. */
final class Names {
  private static final Map<String, String> NAME_PROPERTIES =
      Map.of(
          Declaration.FUNCTION, "FunctionName",
          Declaration.TABLE, "TableName",
          Declaration.LOG_GROUP, "LogGroupName",
          Declaration.ALARM, "AlarmName");

  private final Function<Node, Value> evaluator;
  private final Findings findings;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> naming = new HashSet<>();

  /**
   * @param evaluator resolves a property that names a resource
   */
  Names(Function<Node, Value> evaluator, Findings findings) {
    this.evaluator = evaluator;
    this.findings = findings;
  }

  /** The resource's physical name: its own name property's, or a made up one. */
  String name(Declaration resource) {
    String known = names.get(resource.id());
    if (known != null) {
      return known;
    }
    String made = Aws.name(resource.id());
    Optional<Node> written =
        Optional.ofNullable(NAME_PROPERTIES.get(resource.type())).flatMap(resource::property);
    String name = made;
    if (written.isPresent()) {
      if (!naming.add(resource.id())) {
        findings.add(written.get().place(), "depends on itself");
        return made;
      }
      name = evaluator.apply(written.get()) instanceof Value.Text it ? it.text() : made;
      naming.remove(resource.id());
    }
    names.put(resource.id(), name);
    return name;
  }

  String ref(Declaration resource) {
    return switch (resource.type()) {
      case Declaration.SOCKET_API, Declaration.HTTP_API -> Aws.apiId(resource.id());
      case Declaration.USER_POOL -> Aws.poolId(resource.id());
      case Declaration.USER_POOL_CLIENT -> Aws.clientId(resource.id());
      default -> name(resource);
    };
  }

  /**
   * What {@code Ref: Resource.Property} gives, which SAM has for a function's alias and version.
   */
  Optional<String> refOf(Declaration resource, String property) {
    if (!resource.type().equals(Declaration.FUNCTION)) {
      return Optional.empty();
    }
    return alias(resource)
        .flatMap(
            alias ->
                switch (property) {
                  case "Alias" -> Optional.of(functionArn(resource) + ":" + alias);
                  case "Version" -> Optional.of(functionArn(resource) + ":1");
                  default -> Optional.empty();
                });
  }

  Optional<String> attribute(Declaration resource, String attribute) {
    String name = name(resource);
    String id = resource.id();
    return Optional.ofNullable(
        switch (resource.type() + "/" + attribute) {
          case Declaration.FUNCTION + "/Arn" -> functionArn(resource);
          case Declaration.FUNCTION + "/Alias", Declaration.FUNCTION + "/Version" ->
              refOf(resource, attribute).orElse(null);
          case Declaration.SOCKET_API + "/ApiId", Declaration.HTTP_API + "/ApiId" -> Aws.apiId(id);
          case Declaration.SOCKET_API + "/ApiEndpoint" -> "wss://" + Aws.apiHost(Aws.apiId(id));
          case Declaration.HTTP_API + "/ApiEndpoint" -> "https://" + Aws.apiHost(Aws.apiId(id));
          case Declaration.TABLE + "/Arn" -> tableArn(name);
          case Declaration.TABLE + "/StreamArn" -> streamArn(resource, name);
          case Declaration.USER_POOL + "/Arn" ->
              Aws.arn("cognito-idp", "userpool/" + Aws.poolId(id));
          case Declaration.USER_POOL + "/UserPoolId" -> Aws.poolId(id);
          case Declaration.USER_POOL + "/ProviderName" -> Aws.poolHost(Aws.poolId(id));
          case Declaration.USER_POOL + "/ProviderURL" -> "https://" + Aws.poolHost(Aws.poolId(id));
          case Declaration.USER_POOL_CLIENT + "/ClientId" -> Aws.clientId(id);
          case Declaration.LOG_GROUP + "/Arn" -> Aws.arn("logs", "log-group:" + name + ":*");
          case Declaration.ALARM + "/Arn" -> Aws.arn("cloudwatch", "alarm:" + name);
          default -> null;
        });
  }

  String functionArn(Declaration function) {
    return Aws.arn("lambda", "function:" + name(function));
  }

  /** The alias that SAM publishes, when the function asks for one. */
  Optional<String> alias(Declaration function) {
    return function
        .property("AutoPublishAlias")
        .map(evaluator)
        .flatMap(it -> it instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty());
  }

  private static String tableArn(String name) {
    return Aws.arn("dynamodb", "table/" + name);
  }

  private static String streamArn(Declaration table, String name) {
    return table
        .property("StreamSpecification")
        .map(_ -> tableArn(name) + "/stream/2026-01-01T00:00:00.000")
        .orElse(null);
  }
}
