package dev.parley.lambda.wire;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.finance.NightReports;
import dev.parley.core.finance.Report;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Cause;
import java.util.EnumMap;
import java.util.Map;

/** Writes what a night has found for those who keep the books. */
public final class NightAnswers {
  private NightAnswers() {}

  /**
   * {@code {date, currency, clean, balances, turnovers, books, lines, imbalance, unmatched,
   * reconciling, flaws, differences, files, expiresAt}}: balances and turnovers by account in the
   * smallest unit of the currency.
   */
  public static APIGatewayV2HTTPResponse shown(NightReports.Shown shown) {
    Report report = shown.report();
    ObjectNode json =
        Json.object()
            .put("date", report.night().date().toString())
            .put("currency", report.imbalance().currency().getCurrencyCode())
            .put("clean", report.isClean());
    json.set("balances", amounts(report.balances()));
    ObjectNode turnovers = json.putObject("turnovers");
    Map<Cause.Event, Map<Account, Long>> ordered = new EnumMap<>(Cause.Event.class);
    ordered.putAll(report.turnovers());
    ordered.forEach((event, sums) -> turnovers.set(Json.lowerCase(event), amounts(sums)));
    json.put("books", report.books()).put("lines", report.lines());
    json.set("imbalance", Amounts.write(report.imbalance()));
    json.set("unmatched", Amounts.write(report.unmatched()));
    json.set("reconciling", Amounts.write(report.reconciling()));
    json.set("flaws", Auditing.flaws(report.flaws()));
    json.set("differences", differences(report));
    json.set("files", files(shown));
    return Answers.answer(Answers.OK, json.put("expiresAt", Json.text(shown.expiresAt())));
  }

  private static ObjectNode amounts(Map<Account, Long> sums) {
    ObjectNode json = Json.object();
    Map<Account, Long> ordered = new EnumMap<>(Account.class);
    ordered.putAll(sums);
    ordered.forEach((account, amount) -> json.put(Json.lowerCase(account), amount));
    return json;
  }

  private static ArrayNode differences(Report report) {
    ArrayNode json = Json.array();
    report
        .differences()
        .forEach(
            it ->
                json.addObject()
                    .put("kind", Json.lowerCase(it.kind()))
                    .put("what", it.what())
                    .set("amount", Amounts.write(it.amount())));
    return json;
  }

  private static ObjectNode files(NightReports.Shown shown) {
    ObjectNode json =
        Json.object()
            .put("statement", shown.statement().toString())
            .put("differences", shown.differences().toString());
    ArrayNode ledger = json.putArray("ledger");
    shown
        .lines()
        .forEach(it -> ledger.addObject().put("slice", it.slice()).put("url", it.url().toString()));
    return json;
  }
}
