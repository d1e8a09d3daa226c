package dev.parley.local.template;

import java.util.List;
import java.util.Map;

/** Resources that only watch, allow or group what AWS runs: their references must resolve. */
final class NothingToRun {
  private static final String NO_PERMISSIONS = "permissions are not checked here";
  private static final String NO_METRICS = "there are no metrics here";

  private static final Map<String, Ignored> IGNORED =
      Map.ofEntries(
          Map.entry(
              Declaration.LOG_GROUP,
              new Ignored(
                  "function logs go to the caller's consumer, which keeps what it likes",
                  List.of(),
                  List.of("LogGroupName", "RetentionInDays", "KmsKeyId", "LogGroupClass", "Tags"))),
          Map.entry(
              Declaration.METRIC_FILTER,
              new Ignored(
                  NO_METRICS,
                  List.of("FilterPattern", "LogGroupName", "MetricTransformations"),
                  List.of("FilterName"))),
          Map.entry(
              Declaration.ALARM,
              new Ignored(
                  NO_METRICS,
                  List.of("ComparisonOperator", "EvaluationPeriods"),
                  List.of(
                      "AlarmName",
                      "AlarmDescription",
                      "ActionsEnabled",
                      "Namespace",
                      "MetricName",
                      "Metrics",
                      "Dimensions",
                      "Statistic",
                      "ExtendedStatistic",
                      "Unit",
                      "Period",
                      "DatapointsToAlarm",
                      "Threshold",
                      "TreatMissingData",
                      "AlarmActions",
                      "OKActions",
                      "InsufficientDataActions",
                      "Tags"))),
          Map.entry(
              Declaration.DASHBOARD,
              new Ignored(NO_METRICS, List.of("DashboardBody"), List.of("DashboardName"))),
          Map.entry(
              Declaration.SCHEDULE_GROUP,
              new Ignored(
                  "schedules carry their group's name", List.of(), List.of("Name", "Tags"))),
          Map.entry(
              Declaration.ROLE,
              new Ignored(
                  NO_PERMISSIONS,
                  List.of("AssumeRolePolicyDocument"),
                  List.of(
                      "RoleName",
                      "Description",
                      "ManagedPolicyArns",
                      "MaxSessionDuration",
                      "Path",
                      "PermissionsBoundary",
                      "Policies",
                      "Tags"))),
          Map.entry(
              Declaration.MANAGED_POLICY,
              new Ignored(
                  NO_PERMISSIONS,
                  List.of("PolicyDocument"),
                  List.of("ManagedPolicyName", "Description", "Path", "Roles", "Groups", "Users"))),
          Map.entry(
              // A policy of a topic says who may publish, and whoever has the keys here may.
              Declaration.TOPIC_POLICY,
              new Ignored(NO_PERMISSIONS, List.of("PolicyDocument", "Topics"), List.of())),
          Map.entry(
              Declaration.BUCKET_POLICY,
              new Ignored(NO_PERMISSIONS, List.of("PolicyDocument", "Bucket"), List.of())),
          Map.entry(
              Declaration.CONFIGURATION_SET,
              new Ignored(
                  "mails end in a folder, where nobody opens, follows or returns them",
                  List.of(),
                  List.of(
                      "Name",
                      "DeliveryOptions",
                      "ReputationOptions",
                      "SuppressionOptions",
                      "TrackingOptions",
                      "VdmOptions",
                      "Tags"))));

  private NothingToRun() {}

  /** Properties that may, and some that must, be there and change nothing on one machine. */
  private record Ignored(String why, List<String> required, List<String> optional) {}

  static void readAll(ResourceReading reading) {
    for (Declaration resource : reading.all()) {
      Ignored ignored = IGNORED.get(resource.type());
      if (ignored != null) {
        Fields fields = reading.properties(resource);
        if (resource.type().equals(Declaration.DASHBOARD)) {
          requireJson(fields, "DashboardBody");
        }
        read(fields, ignored);
      }
    }
  }

  /** A text that CloudWatch reads: it takes a dashboard only when it is deployed. */
  private static void requireJson(Fields fields, String key) {
    fields.text(key).flatMap(_ -> fields.json(key));
  }

  private static void read(Fields fields, Ignored ignored) {
    ignored.required().stream().filter(it -> !fields.has(it)).forEach(fields::missing);
    fields.nothing(ignored.why(), ignored.required().toArray(String[]::new));
    fields.nothing(ignored.why(), ignored.optional().toArray(String[]::new));
    fields.done();
  }
}
