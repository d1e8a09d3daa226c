package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.LocalCloud;
import dev.parley.local.function.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * Vera buys advice of Lev: she is short of money, pays, is not content, and an arbiter parts the
 * price. A second consultation nobody claims against, and time releases the money. Then all books
 * are proved.
 */
final class PaidStory {
  private static final String VERA = "vera-orlova";
  private static final String LEV = "lev-sokolov";
  private static final String ARBITER = "irina-sudova";
  private static final String ACCOUNTANT = "maria-schetova";
  private static final long SHORT_OF = 150_000;
  private static final long SMALL_PRICE = 60_000;
  private static final long CAP = 1_000_000;
  private static final Duration CLAIM_WINDOW = Duration.ofHours(72);

  private final LocalCloud cloud;
  private final boolean clockMoves;
  private final Function<String, ParleyClient> people;
  private final Transcript transcript;

  /**
   * @param people whoever calls, each time with a token of just now, so that time can leap
   */
  PaidStory(
      LocalCloud cloud,
      boolean clockMoves,
      Function<String, ParleyClient> people,
      Transcript transcript) {
    this.cloud = cloud;
    this.clockMoves = clockMoves;
    this.people = people;
    this.transcript = transcript;
  }

  void play() {
    disputed();
    undisputed();
    proved();
  }

  private void disputed() {
    long had = wallet();
    long price = Math.min(had + SHORT_OF, CAP);
    String id = agreed("Reading a lease", price);
    if (price > had) {
      Response refusal = order(VERA, id, "pay", Json.object());
      long shortfall = refusal.body().path("shortfall").path("amount").asLong();
      transcript.check(
          refusal.body().path("code").asText().equals("insufficient_funds")
              && shortfall == price - had
              && wallet() == had,
          "Vera cannot pay " + roubles(price) + ": " + roubles(shortfall) + " are missing");
      credit(shortfall);
    }
    does(VERA, id, "pay", Json.object());
    transcript.happened("Vera pays " + roubles(price) + ", which is held; Lev may begin");
    does(LEV, id, "close", note("Clauses 3 and 5 are against you."));
    does(VERA, id, "claim", note("Clause 7 was not read."));
    transcript.happened("Lev closes; Vera claims that a clause was not read");
    long part = price * 2 / 5;
    long before = wallet();
    ObjectNode decision = note("One clause of many was left out.");
    decision.set("toClient", money(part));
    does(ARBITER, id, "resolve", decision);
    transcript.check(
        wallet() == before + part && stage(id).equals("completed"),
        "the arbiter gives " + roubles(part) + " back to Vera and the rest to Lev");
  }

  private void undisputed() {
    credit(SMALL_PRICE);
    String id = agreed("One more question", SMALL_PRICE);
    does(VERA, id, "pay", Json.object());
    does(LEV, id, "close", Json.object());
    long before = earnings();
    long released = SMALL_PRICE - SMALL_PRICE / 10;
    if (clockMoves) {
      cloud.clock().advance(CLAIM_WINDOW);
      transcript.happened("Lev closes the next one; the clock is moved forward by three days");
    } else {
      does(VERA, id, "accept", Json.object());
      transcript.happened("Lev closes the next one, and Vera is content");
    }
    transcript.check(
        comes(before + released),
        "nobody claims: " + roubles(released) + " are released to Lev, less commission");
  }

  private void proved() {
    JsonNode report = audit();
    long sum = 0;
    for (JsonNode total : report.path("totals")) {
      sum += total.asLong();
    }
    transcript.check(
        report.path("flaws").isEmpty() && report.path("lines").asLong() > 0 && sum == 0,
        "all "
            + report.path("books").asLong()
            + " books are right, and the whole sums to "
            + roubles(sum));
  }

  private JsonNode audit() {
    byte[] event = "{\"workspace\":\"legal-portal\"}".getBytes(StandardCharsets.UTF_8);
    return switch (cloud.invoke("Audit", event)) {
      case Answer.Returned returned ->
          Json.read(new String(returned.json(), StandardCharsets.UTF_8));
      case Answer.Failed failed -> throw new IllegalStateException(failed.errorMessage());
      case Answer.TimedOut _ -> throw new IllegalStateException("the audit took too long");
    };
  }

  private String agreed(String service, long price) {
    ObjectNode wish = Json.object().put("service", service).put("specialist", LEV);
    wish.putObject("due").put("within", "P2D");
    String id = people.apply(VERA).request(key(), wish).success().path("consultationId").asText();
    ObjectNode offer = Json.object().put("service", service);
    offer.putObject("due").put("within", "P2D");
    offer.set("price", money(price));
    does(LEV, id, "offer", offer);
    does(VERA, id, "agree", Json.object().put("terms", 1));
    transcript.happened(
        "Vera asks for \"" + service + "\", Lev offers it for " + roubles(price) + ", she agrees");
    return id;
  }

  private void does(String person, String id, String command, JsonNode body) {
    order(person, id, command, body).success();
  }

  private Response order(String person, String id, String command, JsonNode body) {
    return people.apply(person).order(id, command, key(), body);
  }

  private void credit(long kopecks) {
    ObjectNode body = Json.object().put("reason", "Paid at the desk");
    body.set("amount", money(kopecks));
    people.apply(ACCOUNTANT).post("/members/" + VERA + "/credit", key(), body).success();
  }

  private String stage(String id) {
    return people.apply(VERA).consultation(id).path("stage").path("name").asText();
  }

  private long wallet() {
    return people.apply(VERA).wallet().path("wallet").path("amount").asLong();
  }

  private long earnings() {
    return people.apply(LEV).wallet().path("earnings").path("amount").asLong();
  }

  /** By a timer: looking at a wallet moves nothing. */
  private boolean comes(long earned) {
    long until = System.nanoTime() + ChatSocket.PATIENCE.toNanos();
    while (earnings() != earned) {
      if (System.nanoTime() > until) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode money(long kopecks) {
    return Json.object().put("amount", kopecks).put("currency", "RUB");
  }

  private static ObjectNode note(String text) {
    return Json.object().put("note", text);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static String roubles(long kopecks) {
    return "%,d.%02d roubles".formatted(kopecks / 100, kopecks % 100);
  }
}
