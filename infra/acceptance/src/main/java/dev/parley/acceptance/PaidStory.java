package dev.parley.acceptance;

import static dev.parley.acceptance.Cast.ARBITER;
import static dev.parley.acceptance.Cast.LEV;
import static dev.parley.acceptance.Cast.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.LocalCloud;
import java.time.Duration;

/**
 * Vera buys advice of Lev: she is short of money, pays it in on the provider's page, is not
 * content, and an arbiter parts the price. A second consultation nobody claims against, and time
 * releases the money.
 */
final class PaidStory {
  private static final long SHORT_OF = 150_000;
  private static final long SMALL_PRICE = 45_000;
  private static final long CAP = 1_000_000;
  private static final Duration CLAIM_WINDOW = Duration.ofHours(72);

  private final LocalCloud cloud;
  private final boolean clockMoves;
  private final Cast cast;
  private final ProviderClient provider;
  private final Transcript transcript;

  PaidStory(
      LocalCloud cloud,
      boolean clockMoves,
      Cast cast,
      ProviderClient provider,
      Transcript transcript) {
    this.cloud = cloud;
    this.clockMoves = clockMoves;
    this.cast = cast;
    this.provider = provider;
    this.transcript = transcript;
  }

  void play() {
    disputed();
    undisputed();
  }

  private void disputed() {
    long had = cast.wallet();
    long price = Math.min(had + SHORT_OF, CAP);
    String id = agreed("Reading a lease", price);
    if (price > had) {
      paidOnThePage(id, had, price);
    } else {
      cast.does(VERA, id, "pay", Json.object());
      transcript.happened("Vera pays " + Cast.roubles(price) + ", which is held; Lev may begin");
    }
    cast.does(LEV, id, "close", Cast.note("Clauses 3 and 5 are against you."));
    cast.does(VERA, id, "claim", Cast.note("Clause 7 was not read."));
    transcript.happened("Lev closes; Vera claims that a clause was not read");
    long part = price * 2 / 5;
    long before = cast.wallet();
    ObjectNode decision = Cast.note("One clause of many was left out.");
    decision.set("toClient", Cast.money(part));
    cast.does(ARBITER, id, "resolve", decision);
    transcript.check(
        cast.wallet() == before + part && cast.stage(id).equals("completed"),
        "the arbiter gives " + Cast.roubles(part) + " back to Vera and the rest to Lev");
  }

  private void paidOnThePage(String id, long had, long price) {
    Response refusal = cast.order(VERA, id, "pay", Json.object().put("topUp", true));
    long shortfall = refusal.body().path("shortfall").path("amount").asLong();
    JsonNode topUp = refusal.body().path("topUp");
    transcript.check(
        refusal.body().path("code").asText().equals("insufficient_funds")
            && shortfall == price - had
            && topUp.path("amount").path("amount").asLong() == shortfall
            && topUp.path("stage").asText().equals("waiting")
            && cast.wallet() == had,
        "Vera cannot pay %s: %s are missing, and a page is open for them"
            .formatted(Cast.roubles(price), Cast.roubles(shortfall)));
    provider.press(topUp.path("page").asText(), "pay");
    transcript.happened("she pays there: " + topUp.path("page").asText());
    transcript.check(
        Cast.comes(() -> cast.stage(id).equals("open")) && cast.wallet() == 0,
        "the provider tells of it, and the consultation is paid by itself; Lev may begin");
  }

  private void undisputed() {
    String id = agreed("One more question", SMALL_PRICE);
    cast.does(VERA, id, "pay", Json.object());
    cast.does(LEV, id, "close", Json.object());
    long before = cast.earnings();
    long released = SMALL_PRICE - SMALL_PRICE / 10;
    if (clockMoves) {
      cloud.clock().advance(CLAIM_WINDOW);
      transcript.happened("Lev closes the next one; the clock is moved forward by three days");
    } else {
      cast.does(VERA, id, "accept", Json.object());
      transcript.happened("Lev closes the next one, and Vera is content");
    }
    transcript.check(
        Cast.comes(() -> cast.earnings() == before + released),
        "nobody claims: " + Cast.roubles(released) + " are released to Lev, less commission");
  }

  private String agreed(String service, long price) {
    ObjectNode wish = Json.object().put("service", service).put("specialist", LEV);
    wish.putObject("due").put("within", "P2D");
    String id = cast.as(VERA).request(Cast.key(), wish).success().path("consultationId").asText();
    ObjectNode offer = Json.object().put("service", service);
    offer.putObject("due").put("within", "P2D");
    offer.set("price", Cast.money(price));
    cast.does(LEV, id, "offer", offer);
    cast.does(VERA, id, "agree", Json.object().put("terms", 1));
    transcript.happened(
        "Vera asks for \"%s\", Lev offers it for %s, she agrees"
            .formatted(service, Cast.roubles(price)));
    return id;
  }
}
