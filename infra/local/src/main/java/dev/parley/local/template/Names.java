package dev.parley.local.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What resources are called and what Ref gives for each of them, like on AWS. */
final class Names {
  static final String FIFO = ".fifo";

  private static final int QUEUE_NAME = 80;
  private static final int TOPIC_NAME = 256;
  private static final int BUCKET_NAME = 63;
  private static final int SCHEDULER_NAME = 64;

  private static final Map<String, String> NAME_PROPERTIES =
      Map.ofEntries(
          Map.entry(Declaration.FUNCTION, "FunctionName"),
          Map.entry(Declaration.TABLE, "TableName"),
          Map.entry(Declaration.LOG_GROUP, "LogGroupName"),
          Map.entry(Declaration.ALARM, "AlarmName"),
          Map.entry(Declaration.QUEUE, "QueueName"),
          Map.entry(Declaration.TOPIC, "TopicName"),
          Map.entry(Declaration.BUCKET, "BucketName"),
          Map.entry(Declaration.EMAIL_IDENTITY, "EmailIdentity"),
          Map.entry(Declaration.CONFIGURATION_SET, "Name"),
          Map.entry(Declaration.DASHBOARD, "DashboardName"),
          Map.entry(Declaration.SCHEDULE_GROUP, "Name"),
          Map.entry(Declaration.SCHEDULE, "Name"),
          Map.entry(Declaration.ROLE, "RoleName"),
          Map.entry(Declaration.MANAGED_POLICY, "ManagedPolicyName"));

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
    Optional<Node> written =
        Optional.ofNullable(NAME_PROPERTIES.get(resource.type())).flatMap(resource::property);
    String name;
    if (written.isEmpty()) {
      name = made(resource);
    } else {
      if (!naming.add(resource.id())) {
        findings.add(written.get().place(), "depends on itself");
        return made(resource);
      }
      name = evaluator.apply(written.get()) instanceof Value.Text it ? it.text() : made(resource);
      naming.remove(resource.id());
    }
    names.put(resource.id(), name);
    return name;
  }

  private String made(Declaration resource) {
    String id = resource.id();
    return switch (resource.type()) {
      case Declaration.QUEUE -> ordered(resource, QUEUE_NAME);
      case Declaration.TOPIC -> ordered(resource, TOPIC_NAME);
      case Declaration.BUCKET -> Aws.name(id, BUCKET_NAME).toLowerCase(Locale.ROOT);
      case Declaration.SCHEDULE_GROUP -> Aws.name(id, SCHEDULER_NAME);
      // SAM names a schedule by its logical id, unless it is told not to.
      case Declaration.SCHEDULE ->
          text(resource, "OmitName").filter("true"::equals).isPresent()
              ? Aws.name(id, SCHEDULER_NAME)
              : id;
      default -> Aws.name(id);
    };
  }

  private String ordered(Declaration resource, int limit) {
    return isFifo(resource)
        ? Aws.name(resource.id(), limit - FIFO.length()) + FIFO
        : Aws.name(resource.id(), limit);
  }

  /** Whether a queue or topic keeps order. */
  boolean isFifo(Declaration resource) {
    String property = resource.type().equals(Declaration.QUEUE) ? "FifoQueue" : "FifoTopic";
    return text(resource, property).filter("true"::equals).isPresent();
  }

  String scheduleGroup(Declaration schedule) {
    return text(schedule, "GroupName").orElse("default");
  }

  String ref(Declaration resource) {
    return switch (resource.type()) {
      case Declaration.SOCKET_API, Declaration.HTTP_API -> Aws.apiId(resource.id());
      case Declaration.USER_POOL -> Aws.poolId(resource.id());
      case Declaration.USER_POOL_CLIENT -> Aws.clientId(resource.id());
      case Declaration.QUEUE -> Aws.queueUrl(name(resource));
      case Declaration.TOPIC -> Aws.arn("sns", name(resource));
      case Declaration.SUBSCRIPTION ->
          text(resource, "TopicArn").orElse("") + ":" + Aws.uuid(resource.id());
      case Declaration.MANAGED_POLICY -> Aws.global("iam", Aws.ACCOUNT, "policy/" + name(resource));
      case Declaration.EVENT_SOURCE_MAPPING -> Aws.uuid(resource.id());
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

  String functionArn(Declaration function) {
    return Aws.arn("lambda", "function:" + name(function));
  }

  /** The alias that SAM publishes, when the function asks for one. */
  Optional<String> alias(Declaration function) {
    return text(function, "AutoPublishAlias");
  }

  private Optional<String> text(Declaration resource, String property) {
    return resource
        .property(property)
        .map(evaluator)
        .flatMap(it -> it instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty());
  }
}
