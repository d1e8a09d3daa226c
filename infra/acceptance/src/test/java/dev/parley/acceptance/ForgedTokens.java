package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.parley.local.identity.TokenIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that somebody made or bent themselves are refused at every route. */
class ForgedTokens {
  private static final int TOKENS = 1000;
  private static final int AT_ONCE = 50;
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  @RegisterExtension final Parley parley = new Parley();

  @Requirement("S0-02")
  @Test
  void aThousandForgedTokensReadNothingAndBringNothingIntoBeing() throws Exception {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    JsonNode before = vera.conversations().path("conversations");
    System.out.println("forged tokens: -Dparley.seed=" + SEED);

    List<Forger.Forgery> forgeries = forgeries();
    for (int from = 0; from < TOKENS; from += AT_ONCE) {
      List<Callable<Void>> attempts = new ArrayList<>();
      for (Forger.Forgery forgery : forgeries.subList(from, from + AT_ONCE)) {
        attempts.add(
            () -> {
              attempt(forgery, portal, conversation);
              return null;
            });
      }
      AtOnce.all(attempts);
    }

    assertThat(vera.conversations().path("conversations")).isEqualTo(before);
    assertThat(vera.entries(conversation, 100)).hasSize(1);
    for (String person : List.of("anna-belova", "pravo-i-delo")) {
      assertThat(parley.device(portal, person).conversations().path("conversations")).isEmpty();
    }
  }

  @Test
  void theSameRoutesAnswerAGenuineToken() {
    String portal = parley.workspace("legal-portal");
    ParleyClient vera = parley.device(portal, "vera-orlova");
    String conversation = vera.openWithSpecialist("lev-sokolov").path("id").asText();
    String token = issuer().accessToken("vera-orlova");
    RawCalls calls = parley.calls(ParleyClient.identified(token, portal));
    assertThat(answers(calls, conversation))
        .extracting(Response::status)
        .containsExactly(200, 201, 201, 200);
  }

  private void attempt(Forger.Forgery forgery, String portal, String conversation) {
    Map<String, String> headers =
        Map.of("Authorization", forgery.authorization(), "Parley-Workspace", portal);
    for (Response answer : answers(parley.calls(headers), conversation)) {
      assertThat(List.of(answer.status(), answer.code()))
          .as("%s with seed %d: %s", forgery, SEED, answer)
          .isIn(refusals(forgery.kind()));
    }
  }

  /** How Parley or the gateway refuses; a genuine token of nobody here is known and not let in. */
  private static List<List<Object>> refusals(String kind) {
    if (kind.startsWith("use: ")) {
      return List.of(List.of(401, "unauthorized"));
    }
    return kind.startsWith("sub: ")
        ? List.of(List.of(401, ""), List.of(403, "not_a_member"))
        : List.of(List.of(401, ""));
  }

  private static List<Response> answers(RawCalls calls, String conversation) {
    return List.of(
        calls.get("/me"),
        calls.post("/socket-tickets", "{}"),
        calls.post("/conversations", "{\"specialist\":\"anna-belova\"}"),
        calls.get("/conversations/" + conversation + "/entries"));
  }

  private List<Forger.Forgery> forgeries() throws Exception {
    Forger forger =
        new Forger(
            issuer(),
            publishedKey(),
            "vera-orlova",
            parley.cloud().clock().instant(),
            new Random(SEED));
    List<String> kinds = forger.kinds();
    List<Forger.Forgery> forgeries = new ArrayList<>();
    for (int at = 0; at < TOKENS; at++) {
      forgeries.add(forger.forge(kinds.get(at % kinds.size())));
    }
    assertThat(forgeries).extracting(Forger.Forgery::kind).containsAll(kinds);
    return forgeries;
  }

  private RSAKey publishedKey() throws Exception {
    URI keys = URI.create(issuer().issuer() + "/.well-known/jwks.json");
    String json = ParleyClient.exchange(HttpRequest.newBuilder(keys).build()).body();
    return JWKSet.parse(json).getKeys().getFirst().toRSAKey();
  }

  private TokenIssuer issuer() {
    return parley.cloud().issuer().orElseThrow();
  }
}
