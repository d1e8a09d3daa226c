package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.payment.PaymentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither a purse, a key, a page nor a body is in any log, whether it goes well or not. */
class NothingOfMoneyIsLoggedTest {
  private static final String NUMBER = "P200000000007";
  private static final String VERA = "vera-orlova";
  private static final String REFERENCE =
      PaymentId.asked("legal-portal", VERA, "top-up-1").reference();
  private static final String AWAY = "http://127.0.0.1:1";

  private Surroundings around;

  @BeforeEach
  void start() throws IOException {
    around = Surroundings.start();
    RecordedPlay.provision(around, "", "");
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void whetherItGoesWellOrNot() throws IOException {
    JsonNode topUp = call("topUps-create");
    ProviderCalls provider = new ProviderCalls(around);
    String paid = ProviderCalls.payment("paid", "pay-1", REFERENCE, 250_000);
    assertThat(provider.tell("msg_1", paid)).isEqualTo(204);
    assertThat(provider.tell("msg_2", "not JSON " + NUMBER)).isEqualTo(400);
    assertThat(provider.by(ScriptedProvider.NEXT_SECRET).tell("msg_3", paid)).isEqualTo(401);
    earned();
    String withdrawal = call("withdrawals-create", "P123456789012", NUMBER).path("id").asText();
    call("withdrawals-show");
    call("withdrawals-create", "P123456789012", "P20000000000");
    call("withdrawals-create", "P123456789012", NUMBER, "amount\\\":20000", "amount\\\":20001");
    step(withdrawal, Map.of("PAYMENT_ENDPOINT", AWAY));
    step(withdrawal, Map.of("PAYMENT_KEY", "another key"));
    step(withdrawal, Map.of("AWS_ENDPOINT_URL_DYNAMODB", AWAY));
    step(withdrawal, Map.of());
    JsonNode sent = around.provider().kept("/v1/payouts", "legal-portal." + withdrawal);
    assertThat(sent.path("purse").asText()).isEqualTo(NUMBER);
    String page = topUp.path("page").asText();
    assertThat(page).isNotEmpty();
    assertThat(around.logged())
        .hasSizeGreaterThan(10)
        .anyMatch(line -> line.startsWith("INFO payment steps {gone_on=1}"))
        .contains("INFO POST /webhooks/payments/{workspace} invalid_field")
        .anyMatch(line -> line.startsWith("WARN payment steps unavailable"))
        .noneMatch(
            line ->
                List.of(
                        NUMBER,
                        "P20000000000",
                        "0000007",
                        ScriptedProvider.KEY,
                        "another key",
                        ScriptedProvider.SECRET.substring(6),
                        page,
                        around.provider().endpoint(),
                        "not JSON",
                        "pay-1",
                        REFERENCE)
                    .stream()
                    .anyMatch(line::contains));
  }

  /** Lev has earned something. */
  private void earned() throws IOException {
    RecordedPlay.rest(around, "conversations-open", Map.of());
    new RecordedDeals(around).asRecorded("request offer agree pay close accept");
  }

  private JsonNode call(String event, String... replaced) throws IOException {
    Map<String, String> now = new HashMap<>();
    for (int i = 0; i < replaced.length; i += 2) {
      now.put(replaced[i], replaced[i + 1]);
    }
    return new ObjectMapper().readTree(RecordedPlay.rest(around, event, now).getBody());
  }

  private void step(String payment, Map<String, String> changed) throws IOException {
    around.clock().advance(Duration.ofMinutes(10));
    Map<String, String> environment = new HashMap<>(around.environment());
    environment.putAll(changed);
    String recorded = PaymentId.asked("legal-portal", "lev-sokolov", "withdraw-1").value();
    String event = RecordedPlay.event("payment-steps").replace(recorded, payment);
    new PaymentSteps(environment, around.clock())
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            around.context());
  }
}
