package dev.parley.acceptance;

import static dev.parley.acceptance.Cast.LEV;
import static dev.parley.acceptance.Cast.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.LocalCloud;
import dev.parley.local.function.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * In the end everybody has what is theirs: Lev his earnings in a purse, Vera what she has not used.
 * Then all books are proved, and laid beside the provider's.
 */
final class Settlement {
  private static final String PURSE = "P731940256188";

  /** More needs a second person's word. */
  private static final long AT_ONCE = 5_000_000;

  private final LocalCloud cloud;
  private final Cast cast;
  private final ProviderClient provider;
  private final Transcript transcript;

  Settlement(LocalCloud cloud, Cast cast, ProviderClient provider, Transcript transcript) {
    this.cloud = cloud;
    this.cast = cast;
    this.provider = provider;
    this.transcript = transcript;
  }

  void play() {
    withdrawn();
    returned();
    proved();
  }

  private void withdrawn() {
    long earned = cast.earnings();
    long amount = Math.min(earned, AT_ONCE);
    ObjectNode wish = Json.object().put("purse", PURSE);
    wish.set("amount", Cast.money(amount));
    String id = left(LEV, wish);
    transcript.happened("Lev wants " + Cast.roubles(amount) + " in his WebMoney purse");
    transcript.check(
        Cast.comes(() -> isPaid(LEV, id)) && cast.earnings() == earned - amount,
        "he sees that it is paid: " + cast.as(LEV).withdrawal(id).path("to"));
  }

  /** By as many payments as it came by, the newest first. */
  private void returned() {
    long unused = cast.wallet();
    long more = unused;
    List<String> leaving = new ArrayList<>();
    for (JsonNode payment : cast.as(VERA).payments("").path("payments")) {
      long part = Math.min(more, payment.path("left").path("amount").asLong());
      if (part > 0) {
        ObjectNode wish = Json.object().put("topUpId", payment.path("id").asText());
        wish.set("amount", Cast.money(part));
        leaving.add(left(VERA, wish));
        more -= part;
      }
    }
    long rest = more;
    transcript.check(
        rest < unused
            && Cast.comes(() -> leaving.stream().allMatch(id -> isPaid(VERA, id)))
            && cast.wallet() == rest,
        Cast.roubles(unused - rest) + " that Vera has not used are back where they came from");
  }

  private String left(String person, ObjectNode wish) {
    return cast.as(person).post("/withdrawals", Cast.key(), wish).success().path("id").asText();
  }

  private boolean isPaid(String person, String withdrawal) {
    return cast.as(person).withdrawal(withdrawal).path("stage").asText().equals("paid");
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
            + Cast.roubles(sum));
    long ours = -report.path("totals").path("gateway").asLong();
    long theirs = provider.sum();
    transcript.check(
        ours == theirs,
        "the provider's book says what ours says: it holds " + Cast.roubles(theirs));
  }

  private JsonNode audit() {
    String event = Json.object().put("workspace", Till.WORKSPACE).toString();
    return switch (cloud.invoke("Audit", event.getBytes(StandardCharsets.UTF_8))) {
      case Answer.Returned returned ->
          Json.read(new String(returned.json(), StandardCharsets.UTF_8));
      case Answer.Failed failed -> throw new IllegalStateException(failed.errorMessage());
      case Answer.TimedOut _ -> throw new IllegalStateException("the audit took too long");
    };
  }
}
