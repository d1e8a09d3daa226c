package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.consultation.ConsultationId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls about payments are answered. */
class PaymentCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONSULTATION =
      ConsultationId.requested("legal-portal", "vera-orlova", "request-1").value();

  private static Surroundings around;
  private static int keys;

  @BeforeAll
  static void start() throws IOException {
    around = Surroundings.start();
    RecordedPlay.provision(around, "", "");
    RecordedPlay.rest(around, "conversations-open", Map.of());
  }

  @AfterAll
  static void stop() {
    around.close();
  }

  private static APIGatewayV2HTTPResponse answer(String name, APIGatewayV2HTTPEvent event) {
    return RestHandlers.ALL
        .get(RestHandlers.functionOf(name))
        .apply(around.environment(), around.clock())
        .handleRequest(event, around.context());
  }

  private static APIGatewayV2HTTPEvent event(String name) throws IOException {
    return RecordedPlay.read(name, APIGatewayV2HTTPEvent.class);
  }

  /** A recorded call under a key of its own, with another body. */
  private static JsonNode post(String name, String body) throws IOException {
    APIGatewayV2HTTPEvent event = event(name);
    event.setBody(body);
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    headers.put("idempotency-key", "calls-" + ++keys);
    event.setHeaders(headers);
    return JSON.readTree(answer(name, event).getBody());
  }

  private static JsonNode get(String name, String person, Map<String, String> query)
      throws IOException {
    APIGatewayV2HTTPEvent event = event(name);
    event.getRequestContext().getAuthorizer().getJwt().getClaims().put("sub", person);
    event.setQueryStringParameters(query);
    return JSON.readTree(answer(name, event).getBody());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          topUps-create | {} | missing_field | amount
          topUps-create | {"amount":{"amount":0,"currency":"RUB"}} | invalid_field | amount
          topUps-create | {"amount":{"amount":99,"currency":"RUB"}} | below_minimum | amount
          topUps-create | {"amount":{"amount":10000001,"currency":"RUB"}} | above_limit | amount
          topUps-create | {"amount":{"amount":200,"currency":"USD"}} | invalid_field | amount
          topUps-create | {"amount":{"amount":200,"currency":"RUB"},"completes":"no"} | not_found |
          topUps-create | {"amount":{"amount":200,"currency":"RUB"},"page":"x"} | unknown_field | page
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"}} | missing_field | purse
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"purse":"Z123456789012"} | invalid_field | purse
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"purse":"P123"} | invalid_field | purse
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"purse":"P123456789012","topUpId":"a"} | invalid_field | purse
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"topUpId":"AAAAAAAAAAAAAAAAAAAAAA"} | not_found |
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"topUpId":"a"} | not_found |
          withdrawals-create | {"amount":{"amount":20000,"currency":"RUB"},"purse":"P123456789012"} | insufficient_funds |
          withdrawals-reject | {} | missing_field | reason
          withdrawals-reject | {"reason":" "} | invalid_field | reason
          withdrawals-reject | {"reason":"No."} | not_found |
          withdrawals-assign | {"reason":"So."} | missing_field | person
          withdrawals-assign | {"person":"vera-orlova","reason":"So."} | not_found |
          withdrawals-give-back | {"reason":"So."} | not_found |
          withdrawals-approve | {"reason":"So."} | unknown_field | reason
          """)
  void whatIsWrongIsNamed(String name, String body, String code, String field) throws IOException {
    JsonNode problem = post(name, body);
    assertThat(problem.path("code").asText()).as("%s", problem).isEqualTo(code);
    assertThat(problem.path("field").asText(null)).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "withdrawals-list, before, yesterday",
    "withdrawals-list, before, 1795255200000.short",
    "withdrawals-list, limit, 51",
    "withdrawals-list, after, 1795255200000.AAAAAAAAAAAAAAAAAAAAAA",
    "withdrawals-desk, list, all",
    "withdrawals-desk, limit, 0",
    "withdrawals-show, limit, 1",
    "topUps-show, limit, 1"
  })
  void aQueryIsReadStrictly(String name, String parameter, String value) throws IOException {
    Map<String, String> query = new HashMap<>();
    if (name.equals("withdrawals-desk")) {
      query.put("list", "approval");
    }
    query.put(parameter, value);
    JsonNode problem = get(name, "maria-schetova", query);
    assertThat(problem.path("code").asText()).isIn("invalid_field", "unknown_field");
    assertThat(problem.path("field").asText()).isEqualTo(parameter);
  }

  @Test
  void theSameKeyForSomethingElseIsRefused() throws IOException {
    String body = event("topUps-create").getBody();
    assertThat(answer("topUps-create", event("topUps-create")).getStatusCode()).isEqualTo(201);
    APIGatewayV2HTTPEvent other = event("topUps-create");
    other.setBody(body.replace("250000", "250001"));
    APIGatewayV2HTTPResponse refused = answer("topUps-create", other);
    assertThat(refused.getStatusCode()).isEqualTo(422);
    assertThat(refused.getBody())
        .contains("\"code\":\"idempotency_mismatch\"", "\"field\":\"Idempotency-Key\"");
  }

  @Test
  void aListGoesOnWhereItEnded() throws IOException {
    for (int number = 0; number < 5; number++) {
      around.clock().advance(Duration.ofMillis(5));
      post(
          "topUps-create", "{\"amount\":{\"amount\":" + (500 + number) + ",\"currency\":\"RUB\"}}");
    }
    Map<String, String> query = new HashMap<>(Map.of("limit", "2"));
    JsonNode first = get("withdrawals-list", "vera-orlova", query);
    assertThat(first.path("complete").asBoolean()).isFalse();
    assertThat(first.at("/payments/0/amount/amount").asLong()).isEqualTo(504);
    query.put("before", first.path("next").asText());
    JsonNode second = get("withdrawals-list", "vera-orlova", query);
    assertThat(second.at("/payments/0/amount/amount").asLong()).isEqualTo(502);
    assertThat(second.at("/payments/0/kind").asText()).isEqualTo("top_up");
    assertThat(get("withdrawals-list", "lev-sokolov", Map.of()).toString())
        .isEqualTo("{\"complete\":true,\"payments\":[]}");
  }

  /** While the provider does not answer, there is a top-up, and no page. */
  @Test
  void whereNoProviderIsSetATopUpIsAskedFor() throws IOException {
    Map<String, String> none = new HashMap<>(around.environment());
    none.keySet().removeIf(key -> key.startsWith("PAYMENT_PROVIDER"));
    APIGatewayV2HTTPEvent event = event("topUps-create");
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    headers.put("idempotency-key", "no-provider");
    event.setHeaders(headers);
    APIGatewayV2HTTPResponse answer =
        new TopUps(none, around.clock()).handleRequest(event, around.context());
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(JSON.readTree(answer.getBody()).path("stage").asText()).isEqualTo("asked");
    assertThat(JSON.readTree(answer.getBody()).has("page")).isFalse();
  }

  @Test
  void onlyWhoWantsATopUpOfWhatIsMissingGetsOne() throws IOException {
    for (String step : "request offer agree".split(" ")) {
      assertThat(RecordedPlay.rest(around, "consultations-" + step, Map.of()).getStatusCode())
          .isIn(200, 201);
    }
    JsonNode without = post("consultations-pay", "");
    assertThat(without.path("code").asText()).isEqualTo("insufficient_funds");
    assertThat(without.at("/shortfall/amount").asLong()).isEqualTo(250_000);
    assertThat(without.has("topUp")).isFalse();
    JsonNode with = post("consultations-pay", "{\"topUp\":true}");
    assertThat(with.at("/shortfall/amount").asLong()).isEqualTo(250_000);
    assertThat(with.at("/topUp/page").asText()).startsWith(around.provider().endpoint());
    assertThat(with.at("/topUp/stage").asText()).isEqualTo("waiting");
    assertThat(RecordedPlay.rest(around, "consultations-show", Map.of()).getBody())
        .contains(CONSULTATION, "\"name\":\"agreed\"");
    assertThat(post("consultations-pay", "{\"topUp\":1}").path("field").asText())
        .isEqualTo("topUp");
  }
}
