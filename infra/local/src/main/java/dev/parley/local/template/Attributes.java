package dev.parley.local.template;

import java.util.Optional;

/** What GetAtt gives for each resource: ids, ARNs and addresses like those on AWS. */
final class Attributes {
  private final Names names;

  Attributes(Names names) {
    this.names = names;
  }

  Optional<String> of(Declaration resource, String attribute) {
    String id = resource.id();
    String name = names.name(resource);
    return Optional.ofNullable(
        switch (resource.type() + "/" + attribute) {
          case Declaration.FUNCTION + "/Arn" -> names.functionArn(resource);
          case Declaration.FUNCTION + "/Alias", Declaration.FUNCTION + "/Version" ->
              names.refOf(resource, attribute).orElse(null);
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
          case Declaration.ROLE + "/Arn" -> Aws.global("iam", Aws.ACCOUNT, "role/" + name);
          case Declaration.MANAGED_POLICY + "/PolicyArn" -> names.ref(resource);
          default -> ofMessaging(resource, attribute, name);
        });
  }

  private String ofMessaging(Declaration resource, String attribute, String name) {
    return switch (resource.type() + "/" + attribute) {
      case Declaration.QUEUE + "/Arn" -> Aws.arn("sqs", name);
      case Declaration.QUEUE + "/QueueName", Declaration.TOPIC + "/TopicName" -> name;
      case Declaration.QUEUE + "/QueueUrl",
          Declaration.TOPIC + "/TopicArn",
          Declaration.SUBSCRIPTION + "/Arn" ->
          names.ref(resource);
      case Declaration.BUCKET + "/Arn" -> Aws.global("s3", "", name);
      case Declaration.BUCKET + "/DomainName" -> name + ".s3." + Aws.SUFFIX;
      case Declaration.BUCKET + "/RegionalDomainName" ->
          name + ".s3." + Aws.REGION + "." + Aws.SUFFIX;
      case Declaration.SCHEDULE_GROUP + "/Arn" -> Aws.arn("scheduler", "schedule-group/" + name);
      case Declaration.SCHEDULE + "/Arn" ->
          Aws.arn("scheduler", "schedule/" + names.scheduleGroup(resource) + "/" + name);
      case Declaration.EVENT_SOURCE_MAPPING + "/Id" -> names.ref(resource);
      case Declaration.EVENT_SOURCE_MAPPING + "/EventSourceMappingArn" ->
          Aws.arn("lambda", "event-source-mapping:" + names.ref(resource));
      default -> null;
    };
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
