package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.payment.PaymentId;
import dev.parley.lambda.bucket.Posting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The books of the day are looked at when it is over, by the recorded events of nights. */
final class NightPlay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDED = "2026-11-21";
  private static final String WORKSPACE = "legal-portal";
  private static final String NOBODYS = WORKSPACE + "." + "A".repeat(22);
  private static final Duration AHEAD = Duration.ofDays(4);

  private final Surroundings around;
  private final PaymentsPlay payments;
  private final Function<String, Map<String, String>> environments;

  /**
   * @param environments by function
   */
  NightPlay(
      Surroundings around,
      PaymentsPlay.Functions functions,
      Function<String, Map<String, String>> environments) {
    this.around = around;
    this.payments = new PaymentsPlay(around, functions, environments);
    this.environments = environments;
  }

  static NightPlay asRecorded(Surroundings around) {
    return new NightPlay(
        around,
        (_, event, replaced) -> RecordedPlay.rest(around, event, AsRecorded.pairs(replaced)),
        _ -> around.environment());
  }

  /** Begins nights by hand and by the schedule, looks at slices, and fetches the report. */
  void everything() throws IOException {
    unknownWhetherItHasLeft();
    // Some of what was played before was played ahead of time.
    around.clock().advance(AHEAD);
    LocalDate day = LocalDate.ofInstant(around.clock().instant(), ZoneOffset.UTC);
    Instant morning = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    around.clock().advance(Duration.between(around.clock().instant(), morning.plusSeconds(1_800)));
    around.queues().take(around.queues().finance());

    String first = untold("request-81");
    int slices = JSON.readTree(byHand(day)).path("slices").asInt();
    List<String> messages = around.queues().take(around.queues().finance());
    assertThat(messages).hasSize(slices).hasSizeGreaterThan(17);
    String recorded =
        JSON.readTree(RecordedPlay.event("finance-slices")).at("/Records/0/body").asText();
    assertThat(messages).contains(recorded.replace(RECORDED, day.toString()));
    for (String message : messages) {
      assertThat(show(day).path("code").asText()).isEqualTo("not_found");
      String event =
          RecordedPlay.event("finance-slices").replace(quoted(recorded), quoted(message));
      assertThat(invoke("FinanceSlices", event)).isEqualTo("{}");
    }
    assertFound(day, first, "request-81");

    String second = untold("request-82");
    around.provider().bookStray(NOBODYS, around.clock().instant());
    assertThat(byHand(day)).isEqualTo("{\"slices\":0}");
    assertFound(day, second, "request-82");
    assertThat(invoke("Finance", RecordedPlay.event("finance"))).isEmpty();
    assertThat(around.logged())
        .anyMatch(line -> line.matches("INFO finance ok, workspaces [1-9].*"));
  }

  /** A withdrawal of which nobody knows what has become of it. */
  private void unknownWhetherItHasLeft() throws IOException {
    String id = payments.call("withdrawals-create", "withdraw-1", "withdraw-9").path("id").asText();
    assertThat(id).isEqualTo(PaymentId.asked(WORKSPACE, "lev-sokolov", "withdraw-9").value());
    around.provider().broken(true);
    payments.step(id);
    around.provider().broken(false);
    assertThat(payments.call("withdrawals-desk", "unmatched", "reconciling").toString())
        .contains(id);
  }

  /** A top-up for a consultation that was paid, and nobody was told. */
  private String untold(String request) throws IOException {
    String topUp = payments.missing(request).path("id").asText();
    around.provider().bookUntold(WORKSPACE + "." + topUp, around.clock().instant());
    return topUp;
  }

  private void assertFound(LocalDate day, String untold, String request) throws IOException {
    JsonNode report = show(day);
    assertThat(report.path("flaws")).isEmpty();
    assertThat(report.at("/imbalance/amount").asLong()).isZero();
    assertThat(report.at("/reconciling/amount").asLong()).isEqualTo(20_000);
    assertThat(report.path("differences").toString()).doesNotContain(untold);
    assertThat(payments.consultation(request).at("/stage/name").asText()).isEqualTo("open");

    around.bucket().by("FinanceReports");
    String statement = fetched(report.at("/files/statement"));
    long closing =
        statement
            .lines()
            .filter(line -> line.contains(",closing,"))
            .mapToLong(line -> Long.parseLong(line.split(",")[2]))
            .sum();
    assertThat(closing).isZero();
    assertThat(fetched(report.at("/files/differences"))).startsWith("kind,what,amount,currency");
    assertThat(
            StreamSupport.stream(report.at("/files/ledger").spliterator(), false)
                .map(file -> file.path("slice").asText()))
        .contains("reserve", "loose-15", "people-0000");
    assertThat(fetched(report.at("/files/ledger/0/url"))).startsWith("at,transfer,event");
  }

  private static String fetched(JsonNode url) {
    return Posting.get(URI.create(url.asText())).body();
  }

  private JsonNode show(LocalDate day) throws IOException {
    return payments.call("financeReports-show", RECORDED, day.toString());
  }

  private String byHand(LocalDate day) throws IOException {
    return invoke(
        "Finance", RecordedPlay.event("finance-by-hand").replace(RECORDED, day.toString()));
  }

  private static String quoted(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }

  private String invoke(String function, String event) throws IOException {
    around.bucket().by(function);
    Map<String, String> environment = environments.apply(function);
    RequestStreamHandler handler =
        function.equals("Finance")
            ? new Finance(environment, around.clock())
            : new FinanceSlices(environment, around.clock());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, around.context());
    return output.toString(StandardCharsets.UTF_8);
  }
}
