package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a day is over its books are looked at, and accountants read what was found. */
class TheNightProvesTheBooks {
  private static final String VERA = "vera-orlova";
  private static final String ACCOUNTANT = "maria-schetova";
  private static final long CREDIT = 150_000;
  private static final long FUND = 70_000;
  private static final long PLANTED = 12_345;

  private final Recorder recorder = new Recorder(ApiDocuments.read());

  @Test
  void theBooksOfTheDayAreProvedByMorningAndFetchedByLinks() {
    try (OwnCloud own = OwnCloud.of(Repository.ROOT.resolve("template.yaml"))) {
      putIn(own, "/members/" + VERA + "/credit", CREDIT);
      putIn(own, "/reserve/fund", FUND);
      LocalDate day = LocalDate.ofInstant(now(own), ZoneOffset.UTC);
      Response early = show(own, ACCOUNTANT, day.toString());
      assertThat(List.of(early.status(), early.code())).isEqualTo(List.of(404, "not_found"));

      JsonNode report = inTheMorning(own, day);
      assertIsRight(report);
      assertFilesAreRight(report.path("files"));
      Response client = show(own, VERA, day.toString());
      assertThat(List.of(client.status(), client.code())).isEqualTo(List.of(403, "not_allowed"));
      for (String other : List.of(day.plusDays(1).toString(), "2026-02-30", "yesterday")) {
        assertThat(show(own, ACCOUNTANT, other).code()).as(other).isEqualTo("not_found");
      }

      own.cloud().clock().advance(Duration.ofMinutes(6));
      assertThat(Bucket.get(link(report.at("/files/statement"))).statusCode()).isEqualTo(403);
      assertThat(statement(show(own, ACCOUNTANT, day.toString()).body().path("files")))
          .contains("wallet,closing," + CREDIT + ",RUB");
    }
    assertThat(recorder.findings()).as("against the API documents").isEmpty();
  }

  @Test
  void whatTheProviderHasAndNobodyEverSentIsADifference() {
    Sandbox provider = new Sandbox();
    try (OwnCloud own = OwnCloud.paying(provider)) {
      putIn(own, "/members/" + VERA + "/credit", CREDIT);
      ObjectNode planted = Json.object().put("kind", "payment");
      planted.set("amount", Deal.money(PLANTED));
      String of = provider.client().control("/book/plant", planted).path("of").asText();

      JsonNode report = inTheMorning(own, LocalDate.ofInstant(now(own), ZoneOffset.UTC));
      assertThat(report.path("clean").asBoolean()).isFalse();
      assertThat(report.at("/imbalance/amount").asLong()).isZero();
      assertThat(report.path("flaws")).isEmpty();
      assertThat(report.path("differences")).hasSize(1);
      assertThat(report.at("/differences/0/kind").asText()).isEqualTo("missing_here");
      assertThat(report.at("/differences/0/what").asText()).isEqualTo(of);
      assertThat(fetched(report.at("/files/differences")))
          .isEqualTo(
              "kind,what,amount,currency\r\nmissing_here,%s,%d,RUB\r\n".formatted(of, PLANTED));
    } finally {
      provider.close();
    }
    assertThat(recorder.findings()).as("against the API documents").isEmpty();
  }

  /** The report of a day, once the night after it is over. */
  private JsonNode inTheMorning(OwnCloud own, LocalDate day) {
    Instant morning = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    own.cloud().clock().advance(Duration.between(now(own), morning.plusSeconds(31 * 60)));
    return Waiting.until(
            () -> show(own, ACCOUNTANT, day.toString()), answer -> answer.status() == 200)
        .body();
  }

  private static Instant now(OwnCloud own) {
    return own.cloud().clock().instant();
  }

  private void putIn(OwnCloud own, String path, long kopecks) {
    ObjectNode body = Json.object().put("reason", "Paid at the desk");
    body.set("amount", Deal.money(kopecks));
    own.device(ACCOUNTANT, recorder).post(path, "put-in-" + kopecks, body).success();
  }

  private Response show(OwnCloud own, String person, String date) {
    return own.device(person, recorder).call("GET", "/reports/" + date, Optional.empty());
  }

  private static void assertIsRight(JsonNode report) {
    assertThat(report.path("clean").asBoolean()).isTrue();
    assertThat(report.at("/imbalance/amount").asLong()).isZero();
    assertThat(report.at("/balances/wallet").asLong()).isEqualTo(CREDIT);
    assertThat(report.at("/balances/reserve").asLong()).isEqualTo(FUND);
    assertThat(report.at("/balances/bank").asLong()).isEqualTo(-CREDIT - FUND);
    assertThat(report.at("/turnovers/credited/wallet").asLong()).isEqualTo(CREDIT);
    assertThat(report.at("/turnovers/funded/reserve").asLong()).isEqualTo(FUND);
    assertThat(report.path("lines").asLong()).isEqualTo(2);
  }

  private static void assertFilesAreRight(JsonNode files) {
    String statement = statement(files);
    assertThat(statement)
        .startsWith("account,event,amount,currency\r\n")
        .contains("wallet,opening,0,RUB", "wallet,credited," + CREDIT + ",RUB")
        .contains("wallet,closing," + CREDIT + ",RUB", "reserve,closing," + FUND + ",RUB");
    assertThat(sum(statement.lines().filter(line -> line.contains(",closing,")).toList(), 2))
        .isZero();
    assertThat(fetched(files.path("differences"))).isEqualTo("kind,what,amount,currency\r\n");
    long all = 0;
    int lines = 0;
    for (JsonNode file : files.path("ledger")) {
      List<String> rows = fetched(file.path("url")).lines().skip(1).toList();
      lines += rows.size();
      all += sum(rows, 8);
    }
    assertThat(lines).isEqualTo(4);
    assertThat(all).isZero();
  }

  private static long sum(List<String> rows, int column) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.split(",")[column])).sum();
  }

  private static String statement(JsonNode files) {
    return fetched(files.path("statement"));
  }

  private static String fetched(JsonNode url) {
    return new String(Bucket.get(link(url)).body(), StandardCharsets.UTF_8);
  }

  private static JsonNode link(JsonNode url) {
    return Json.object().set("url", url);
  }
}
