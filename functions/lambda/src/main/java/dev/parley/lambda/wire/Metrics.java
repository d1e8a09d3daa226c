package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.finance.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Figures as lines of a log from which CloudWatch makes metrics: its <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>.
 */
public final class Metrics {
  private static final String NAMESPACE = "Parley";
  private static final String WORKSPACE = "workspace";

  private Metrics() {}

  /** What a night has found; sums in the smallest unit of the currency. */
  public static String of(Report report, Instant now) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("Imbalance", Math.abs(report.imbalance().amount()));
    values.put("Flaws", (long) report.flaws().size());
    values.put("Differences", (long) report.differences().size());
    values.put("UnmatchedSum", report.unmatched().amount());
    values.put("ReconcilingSum", report.reconciling().amount());
    return text(Optional.of(report.night().workspace()), values, "None", now);
  }

  /** How long waits what waits longest for what time should have brought about. */
  public static String overdue(Duration longest, Instant now) {
    return text(
        Optional.empty(), Map.of("OldestOverdueSeconds", longest.toSeconds()), "Seconds", now);
  }

  /**
   * What is said of a workspace is said of all of them together, too: an alarm names dimensions and
   * cannot know workspaces.
   */
  private static String text(
      Optional<String> workspace, Map<String, Long> values, String unit, Instant now) {
    ObjectNode json = Json.object();
    ObjectNode about = json.putObject("_aws").put("Timestamp", now.toEpochMilli());
    ObjectNode directive = about.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray();
    workspace.ifPresent(
        it -> {
          directive.withArray("Dimensions").addArray().add(WORKSPACE);
          json.put(WORKSPACE, it);
        });
    values.forEach(
        (name, value) -> {
          directive.withArray("Metrics").addObject().put("Name", name).put("Unit", unit);
          json.put(name, value);
        });
    return Json.text(json);
  }
}
