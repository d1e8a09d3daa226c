package dev.parley.lambda.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Audit;
import dev.parley.core.ledger.Proof;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What somebody who wants an audit says, and is told. */
public final class Auditing {
  private Auditing() {}

  /** Reads {@code {"workspace": "…"}}. */
  public static String workspace(String event) {
    Fields fields = new Fields(Json.object(event));
    String workspace = fields.text("workspace", Ids.SHORT);
    fields.end();
    return workspace;
  }

  /**
   * {@code {"books", "lines", "totals", "restored", "flaws"}}: the totals by account in the
   * smallest unit of the currency, of each flaw what it is and where.
   */
  public static String text(Audit.Report report) {
    ObjectNode json = Json.object().put("books", report.books()).put("lines", report.lines());
    ObjectNode totals = json.putObject("totals");
    Map<Account, Long> ordered = new EnumMap<>(Account.class);
    ordered.putAll(report.totals());
    ordered.forEach((account, total) -> totals.put(Json.lowerCase(account), total));
    json.put("restored", report.restored());
    json.set("flaws", flaws(report.flaws()));
    return Json.text(json);
  }

  static ArrayNode flaws(List<Proof.Flaw> flaws) {
    ArrayNode json = Json.array();
    flaws.forEach(
        flaw ->
            json.addObject()
                .put("what", Json.lowerCase(flaw.what()))
                .put("where", flaw.where())
                .put("line", flaw.line()));
    return json;
  }
}
