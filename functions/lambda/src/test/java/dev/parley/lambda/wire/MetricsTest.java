package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.finance.Difference;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Report;
import dev.parley.core.ledger.Proof;
import dev.parley.core.money.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said to CloudWatch is of the form that its specification gives. */
class MetricsTest {
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Instant NOW = Instant.parse("2026-03-03T00:31:00.123Z");

  /** Those that a metric may have: see MetricDatum in the API reference of CloudWatch. */
  private static final Set<String> UNITS = Set.of("None", "Seconds");

  private static Report report() {
    return new Report(
        Night.of("legal-portal", LocalDate.parse("2026-03-02")),
        Map.of(),
        Map.of(),
        3,
        9,
        new Money(-7, RUB),
        new Money(70_000, RUB),
        new Money(20_000, RUB),
        List.of(new Proof.Flaw(Proof.Flaw.What.GAP, "a book", 2)),
        List.of(
            new Difference(Difference.Kind.AMOUNT, "pay-1", new Money(1, RUB)),
            new Difference(Difference.Kind.MISSING_HERE, "pay-2", new Money(2, RUB))));
  }

  private static JsonNode read(String line) throws IOException {
    assertThat(line).doesNotContain("\n");
    return new ObjectMapper().readTree(line);
  }

  /** Root node, metadata, metric directive and definitions, each as the specification has them. */
  private static void assertIsOfTheForm(JsonNode root) {
    JsonNode about = root.path("_aws");
    assertThat(about.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
    assertThat(about.path("Timestamp").isIntegralNumber()).isTrue();
    assertThat(about.path("CloudWatchMetrics").isArray()).isTrue();
    for (JsonNode directive : about.path("CloudWatchMetrics")) {
      assertThat(directive.path("Namespace").asText()).isNotEmpty();
      assertThat(directive.path("Dimensions")).isNotEmpty();
      for (JsonNode set : directive.path("Dimensions")) {
        assertThat(set.isArray()).isTrue();
        assertThat(set.size()).isLessThanOrEqualTo(30);
        set.forEach(name -> assertThat(root.path(name.asText()).isTextual()).isTrue());
      }
      assertThat(directive.path("Metrics").size()).isBetween(1, 100);
      for (JsonNode metric : directive.path("Metrics")) {
        assertThat(root.path(metric.path("Name").asText()).isNumber()).isTrue();
        assertThat(metric.path("Unit").asText()).isIn(UNITS);
      }
    }
  }

  @Test
  void whatANightHasFoundIsSaidOfItsWorkspaceAndOfAllTogether() throws IOException {
    JsonNode line = read(Metrics.of(report(), NOW));
    assertIsOfTheForm(line);
    assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").asText()).isEqualTo("Parley");
    assertThat(directive.path("Dimensions")).hasToString("[[],[\"workspace\"]]");
    assertThat(line.path("workspace").asText()).isEqualTo("legal-portal");
    assertThat(line.path("Imbalance").asLong()).isEqualTo(7);
    assertThat(line.path("Flaws").asLong()).isEqualTo(1);
    assertThat(line.path("Differences").asLong()).isEqualTo(2);
    assertThat(line.path("UnmatchedSum").asLong()).isEqualTo(70_000);
    assertThat(line.path("ReconcilingSum").asLong()).isEqualTo(20_000);
  }

  @Test
  void whatIsOverdueIsSaidOfNoWorkspace() throws IOException {
    JsonNode line = read(Metrics.overdue(Duration.ofMillis(61_999), NOW));
    assertIsOfTheForm(line);
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions")).hasToString("[[]]");
    assertThat(line.path("OldestOverdueSeconds").asLong()).isEqualTo(61);
    assertThat(line.propertyStream()).hasSize(2);
  }
}
