package dev.parley.local.template;

/** Resources that only watch or keep what AWS runs: their references must resolve, no more. */
final class NothingToRun {
  private NothingToRun() {}

  static void readLogGroup(ResourceReading reading, Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "function logs go to the caller's consumer, which keeps what it likes",
        "LogGroupName",
        "RetentionInDays",
        "KmsKeyId",
        "LogGroupClass",
        "Tags");
    fields.done();
  }

  static void readMetricFilter(ResourceReading reading, Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "there are no metrics here to count",
        "FilterName",
        "FilterPattern",
        "LogGroupName",
        "MetricTransformations");
    fields.done();
  }

  static void readAlarm(ResourceReading reading, Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "there are no metrics here to watch",
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
        "EvaluationPeriods",
        "DatapointsToAlarm",
        "Threshold",
        "ComparisonOperator",
        "TreatMissingData",
        "AlarmActions",
        "OKActions",
        "InsufficientDataActions",
        "Tags");
    fields.done();
  }
}
