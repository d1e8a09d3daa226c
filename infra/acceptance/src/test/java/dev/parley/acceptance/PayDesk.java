package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.function.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paying in and withdrawing by the people of a deal, and both books of it. */
final class PayDesk {
  static final String PURSE = "P731940256188";

  final Deal deal;
  private final Parley parley;

  PayDesk(Parley parley) {
    this(new Deal(parley));
  }

  PayDesk(Deal deal) {
    this.deal = deal;
    this.parley = deal.parley;
  }

  ProviderClient provider() {
    return parley.sandbox().client();
  }

  /** Asks for a page of Vera's. */
  JsonNode opened(long kopecks) {
    return post(Deal.VERA, "/top-ups", amount(kopecks)).success();
  }

  /** Vera pays in by a button of a page; gives the id. */
  String pressed(long kopecks, String button) {
    JsonNode topUp = opened(kopecks);
    provider().press(topUp.path("page").asText(), button);
    return topUp.path("id").asText();
  }

  /** Vera pays in, and it is in her wallet; gives the id. */
  String paidIn(long kopecks) {
    String id = pressed(kopecks, "pay");
    topUpComesTo(id, "credited");
    return id;
  }

  JsonNode topUpComesTo(String id, String stage) {
    return Waiting.until(() -> deal.as(Deal.VERA).topUp(id), it -> isAt(it, stage));
  }

  JsonNode withdrawalComesTo(String person, String id, String stage) {
    return Waiting.until(() -> deal.as(person).withdrawal(id), it -> isAt(it, stage));
  }

  private static boolean isAt(JsonNode payment, String stage) {
    return payment.path("stage").asText().equals(stage);
  }

  /** Lev has earned exactly this, by work that Vera has paid and accepted. */
  PayDesk earned(long kopecks) {
    Deal work = new Deal(parley, deal.workspace);
    long price = kopecks * 10 / 9;
    work.closed(price).does(Deal.VERA, "accept");
    assertThat(earnings()).isEqualTo(kopecks);
    return this;
  }

  /** Lev asks for his earnings. */
  Response withdraws(long kopecks) {
    return post(Deal.LEV, "/withdrawals", toPurse(kopecks, PURSE));
  }

  String withdrawn(long kopecks) {
    return withdraws(kopecks).success().path("id").asText();
  }

  /** Vera asks for what she has not used of a top-up. */
  Response takesBack(long kopecks, String topUp) {
    return post(Deal.VERA, "/withdrawals", amount(kopecks).put("topUpId", topUp));
  }

  Response post(String person, String path, ObjectNode body) {
    return deal.as(person).post(path, deal.key(), body);
  }

  Response get(String person, String path) {
    return deal.as(person).call("GET", path, Optional.empty());
  }

  /** How the next payout or refund goes. */
  void next(String behaviour) {
    provider().control("/payouts/next", Json.object().put("behaviour", behaviour));
  }

  /** What an accountant finds on one of the lists. */
  List<JsonNode> desk(String list) {
    List<JsonNode> all = new ArrayList<>();
    get(Deal.ACCOUNTANT, "/payments/desk?list=" + list)
        .success()
        .path("payments")
        .forEach(all::add);
    return all;
  }

  /** The one that is there, once it is. */
  JsonNode onDesk(String list) {
    return Waiting.until(() -> desk(list), found -> found.size() == 1).getFirst();
  }

  static ObjectNode amount(long kopecks) {
    ObjectNode body = Json.object();
    body.set("amount", Deal.money(kopecks));
    return body;
  }

  static ObjectNode toPurse(long kopecks, String purse) {
    return amount(kopecks).put("purse", purse);
  }

  static ObjectNode reason(String text) {
    return Json.object().put("reason", text);
  }

  long earnings() {
    return deal.earnings();
  }

  /** One amount of what somebody's wallet shows. */
  long has(String person, String account) {
    return deal.as(person).wallet().at("/" + account + "/amount").asLong();
  }

  /** What the lines of a book of somebody's tell of, in their order. */
  List<String> lines(String person, String account) {
    List<String> events = new ArrayList<>();
    deal.as(person)
        .statement(account)
        .path("lines")
        .forEach(line -> events.add(line.path("event").asText()));
    return events;
  }

  /** What an audit finds, which finds nothing wrong. */
  JsonNode audited() {
    String event = Json.object().put("workspace", deal.workspace).toString();
    Answer answer = parley.cloud().invoke("Audit", event.getBytes(StandardCharsets.UTF_8));
    assertThat(answer).isInstanceOf(Answer.Returned.class);
    byte[] json = ((Answer.Returned) answer).json();
    JsonNode report = Json.read(new String(json, StandardCharsets.UTF_8));
    assertThat(report.path("flaws")).isEmpty();
    assertThat(report.path("totals").valueStream().mapToLong(JsonNode::asLong).sum()).isZero();
    return report;
  }

  long total(String account) {
    return audited().path("totals").path(account).asLong();
  }

  /** All books are right, and the provider's says what ours says: it holds so much. */
  void holds(long kopecks) {
    long theirs =
        parley.sandbox().book(deal.workspace).stream()
            .mapToLong(operation -> operation.at("/amount/amount").asLong())
            .sum();
    assertThat(List.of(-total("gateway"), theirs)).containsExactly(kopecks, kopecks);
  }
}
