package dev.parley.local.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockControlTest {
  private final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    endpoint.close();
  }

  private HttpResponse<String> send(LocalClock of, HttpRequest.Builder request) throws Exception {
    ClockControl.on(endpoint, of);
    return client.send(
        request.uri(URI.create(endpoint.uri() + "/_local/clock")).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> move(String json) throws Exception {
    return send(clock, HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void itTellsTheTime() throws Exception {
    JsonNode told = json(send(clock, HttpRequest.newBuilder()));
    assertThat(Instant.parse(told.path("now").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(told.path("ahead").asText()).isEqualTo("PT0S");
    assertThat(told.path("movable").asBoolean()).isTrue();
    assertThat(told).hasSize(3);
  }

  @Test
  void itMovesByADurationAndToAnInstant() throws Exception {
    HttpResponse<String> moved = move("{\"by\":\"PT15M\"}");
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(json(moved).path("ahead").asText()).isEqualTo("PT15M");
    Instant to = Instant.now().plus(Duration.ofDays(40));
    JsonNode there = json(move("{\"to\":\"" + to + "\"}"));
    assertThat(Instant.parse(there.path("now").asText()))
        .isBetween(to, to.plus(Duration.ofSeconds(20)));
  }

  @Test
  void itMovesInStepsOfWhichEachIsHeard() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (var _ = clock.onAdvance(heard::incrementAndGet)) {
      assertThat(json(move("{\"by\":\"PT24H\",\"step\":\"PT5H\"}")).path("ahead").asText())
          .isEqualTo("PT24H");
    }
    assertThat(heard).hasValue(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|invalid_json",
        "{\"by\":|invalid_json",
        "{\"by\":\"PT1M\"} x|invalid_json",
        "{\"by\":\"PT1M\",\"by\":\"PT2M\"}|invalid_json",
        "[]|invalid_move",
        "{}|invalid_move",
        "{\"by\":\"PT1M\",\"to\":\"2030-01-01T00:00:00Z\"}|invalid_move",
        "{\"by\":\"PT1M\",\"extra\":1}|invalid_move",
        "{\"by\":\"15 minutes\"}|invalid_duration",
        "{\"by\":15}|invalid_duration",
        "{\"by\":null}|invalid_duration",
        "{\"by\":\"-PT1M\"}|backwards",
        "{\"to\":\"2020-01-01T00:00:00Z\"}|backwards",
        "{\"to\":\"tomorrow\"}|invalid_instant",
        "{\"by\":\"P4000D\"}|too_far",
        "{\"to\":\"+1000000000-12-31T23:59:59.999999999Z\"}|too_far",
        "{\"by\":\"PT1M\",\"step\":\"PT0S\"}|invalid_step",
        "{\"by\":\"PT1M\",\"step\":\"-PT1S\"}|invalid_step",
        "{\"by\":\"P365D\",\"step\":\"PT1S\"}|too_many_steps",
        "{\"by\":\"P365D\",\"step\":\"PT0.000000001S\"}|too_many_steps",
      })
  void aBadMoveIsRefusedWithACodeAndMovesNothing(String body, String code) throws Exception {
    HttpResponse<String> refused = move(body == null ? "" : body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("code").asText()).isEqualTo(code);
    assertThat(json(refused).path("message").asText()).isNotBlank();
    assertThat(clock.ahead()).isZero();
  }

  @Test
  void aClockThatCannotBeMovedSaysSo() throws Exception {
    LocalClock fixed = LocalClock.ofTheSystem(Optional.empty());
    assertThat(json(send(fixed, HttpRequest.newBuilder())).path("movable").asBoolean()).isFalse();
    HttpResponse<String> refused =
        send(fixed, HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"by\":\"PT1S\"}")));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").asText()).isEqualTo("clock_not_movable");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1",
    "Origin, http://localhost:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void aPageFromElsewhereMovesNothing(String header, String value) throws Exception {
    HttpResponse<String> refused =
        send(
            clock,
            HttpRequest.newBuilder()
                .header(header, value)
                .POST(BodyPublishers.ofString("{\"by\":\"PT1H\"}")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).path("code").asText()).isEqualTo("foreign_origin");
    assertThat(clock.ahead()).isZero();
  }

  @Test
  void theEndpointsOwnPageMovesIt() throws Exception {
    HttpResponse<String> moved =
        send(
            clock,
            HttpRequest.newBuilder()
                .header("Origin", endpoint.uri().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("{\"by\":\"PT1H\"}")));
    assertThat(moved.statusCode()).isEqualTo(200);
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    HttpResponse<String> refused =
        send(clock, HttpRequest.newBuilder().method("DELETE", BodyPublishers.noBody()));
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, POST");
  }
}
