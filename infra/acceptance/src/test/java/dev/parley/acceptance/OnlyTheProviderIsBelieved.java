package dev.parley.acceptance;

import static dev.parley.acceptance.Deal.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever calls in the provider's name is believed only if it has signed that, and just now. */
class OnlyTheProviderIsBelieved {
  private static final int AT_ONCE = 64;

  @RegisterExtension final Parley parley = new Parley();

  private PayDesk desk;
  private String topUp;
  private String body;

  @BeforeEach
  void begin() {
    desk = new PayDesk(parley);
    topUp = desk.opened(60_000).path("id").asText();
    body = paid(topUp);
  }

  /** What the provider would tell of a top-up that was paid. */
  private String paid(String id) {
    ObjectNode news = Json.object().put("type", "payment.paid").put("timestamp", now().toString());
    ObjectNode data = news.putObject("data").put("id", "pay-of-" + id).put("status", "paid");
    data.put("reference", desk.deal.workspace + "." + id);
    data.set("amount", Deal.money(60_000));
    data.set("takenBack", Deal.money(0));
    return news.toString();
  }

  private Instant now() {
    return desk.deal.now();
  }

  private Map<String, String> signed() {
    return Signer.headers(Sandbox.WEBHOOK_KEY, "msg-" + topUp, now(), body);
  }

  private Response told(Map<String, String> headers, String text) {
    return told(desk.deal.workspace, headers, text);
  }

  private Response told(String workspace, Map<String, String> headers, String text) {
    return parley.calls(headers).post("/webhooks/payments/" + workspace, text);
  }

  private String stage() {
    return desk.deal.as(VERA).topUp(topUp).path("stage").asText();
  }

  @Requirement("S0-26")
  @Test
  void whatIsNotSignedByItJustNowIsRefusedInTheSameWords() {
    String secret = Sandbox.WEBHOOK_KEY;
    String id = "msg-" + topUp;
    List<Response> refused =
        List.of(
            told(Map.of(), body),
            told(Signer.headers(Signer.key('x'), id, now(), body), body),
            told(Signer.headers(secret, id, now().minus(Duration.ofSeconds(310)), body), body),
            told(Signer.headers(secret, id, now().plus(Duration.ofSeconds(310)), body), body),
            told(signed(), body.replace("60000", "6000000")),
            told(signed(), body + " "),
            told(with("webhook-id", id + "x"), body),
            told(with("webhook-timestamp", "" + (now().getEpochSecond() + 1)), body),
            told(with("webhook-timestamp", "now"), body),
            told(with("webhook-signature", ""), body),
            told(with("webhook-signature", "v1,"), body),
            told(with("webhook-signature", signed().get("webhook-signature").substring(3)), body),
            told(with("webhook-signature", "v1a" + signed().get("webhook-signature")), body),
            told("nowhere", signed(), body),
            told(parley.workspace("legal-portal"), signed(), body));
    for (Response answer : refused) {
      desk.deal.refused(answer, 401, "bad_signature");
    }
    assertThat(refused.stream().map(Response::body).distinct()).hasSize(1);
    assertThat(stage()).isEqualTo("waiting");
    assertThat(desk.deal.wallet()).isZero();
    assertThat(told(signed(), body).status()).isEqualTo(204);
    assertThat(stage()).isEqualTo("credited");
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> headers = new HashMap<>(signed());
    headers.put(name, value);
    return headers;
  }

  @Requirement("S0-26")
  @Test
  void aCallThatIsReplayedChangesNothingAndIsRefusedWhenItIsOld() {
    String id = desk.paidIn(50_000);
    String reference = desk.deal.workspace + "." + id;
    Relay.Call call =
        parley.sandbox().told(desk.deal.workspace).stream()
            .filter(each -> each.data().path("reference").asText().equals(reference))
            .findFirst()
            .orElseThrow();
    assertThat(told(call.headers(), call.body()).status()).isEqualTo(204);
    assertThat(desk.deal.wallet()).isEqualTo(50_000);
    desk.deal.leap(Duration.ofMinutes(6));
    desk.deal.refused(told(call.headers(), call.body()), 401, "bad_signature");
    assertThat(desk.lines(VERA, "wallet")).containsExactly("topped_up");
    desk.holds(50_000);
  }

  @Test
  void whileOneKeyTakesTheOthersPlaceBothAreGood() {
    String id = "msg-" + topUp;
    Map<String, String> former = Signer.headers(Sandbox.FORMER_WEBHOOK_KEY, id, now(), body);
    assertThat(told(former, body).status()).isEqualTo(204);
    assertThat(stage()).isEqualTo("credited");
    Map<String, String> both = new HashMap<>(signed());
    String unknown = Signer.headers(Signer.key('x'), id, now(), body).get("webhook-signature");
    desk.deal.refused(told(with("webhook-signature", unknown), body), 401, "bad_signature");
    both.merge("webhook-signature", unknown, (good, other) -> other + " " + good);
    assertThat(told(both, body).status()).isEqualTo(204);
    assertThat(desk.deal.wallet()).isEqualTo(60_000);
  }

  @Requirement("S0-26")
  @Test
  void aCallThatComesSixtyFourTimesAtOnceIsBelievedOnce() throws Exception {
    List<Callable<Response>> calls = new ArrayList<>();
    for (int n = 0; n < AT_ONCE; n++) {
      Map<String, String> headers =
          Signer.headers(Sandbox.WEBHOOK_KEY, "msg-" + (n / 2) + topUp, now(), body);
      calls.add(() -> told(headers, body));
    }
    List<Response> answers = AtOnce.all(calls);
    assertThat(answers).extracting(Response::status).isSubsetOf(204, 503).contains(204);
    assertThat(desk.deal.wallet()).isEqualTo(60_000);
    assertThat(desk.lines(VERA, "wallet")).containsExactly("topped_up");
    assertThat(desk.desk("unmatched")).isEmpty();
    assertThat(desk.total("gateway")).isEqualTo(-60_000);
  }

  @Test
  void whatItSignsAndNobodyUnderstandsIsRefusedAndMovesNothing() {
    ObjectNode news = (ObjectNode) Json.read(body);
    ObjectNode tooMuch = news.deepCopy();
    tooMuch.withObject("data").set("takenBack", Deal.money(60_001));
    ObjectNode unpaid = news.deepCopy();
    unpaid.withObject("data").put("status", "perhaps");
    for (String text :
        List.of(
            "", "{", "[]", "{\"type\":\"payment.paid\"}", tooMuch.toString(), unpaid.toString())) {
      Map<String, String> headers = Signer.headers(Sandbox.WEBHOOK_KEY, "msg-x", now(), text);
      assertThat(told(headers, text).status()).as(text).isEqualTo(400);
    }
    String other = news.deepCopy().put("type", "payment.dreamt_of").toString();
    Map<String, String> headers = Signer.headers(Sandbox.WEBHOOK_KEY, "msg-x", now(), other);
    assertThat(told(headers, other).status()).isEqualTo(204);
    String large = "{\"type\":\"" + "x".repeat(20_000) + "\"}";
    Map<String, String> big = Signer.headers(Sandbox.WEBHOOK_KEY, "msg-x", now(), large);
    desk.deal.refused(told(big, large), 413, "too_large");
    assertThat(stage()).isEqualTo("waiting");
    JsonNode report = desk.audited();
    assertThat(report.path("totals").path("gateway").asLong()).isZero();
  }
}
