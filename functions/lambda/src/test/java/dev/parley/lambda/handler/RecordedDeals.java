package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.parley.core.consultation.ConsultationId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays the recorded events about consultations and wallets, each where it makes sense. */
final class RecordedDeals {
  /** Ways through a consultation: between them every command occurs. */
  private static final List<String> WAYS =
      List.of(
          "request offer revise agree pay close claim withdraw claim resolve refund",
          "request decline",
          "request cancel",
          "request offer agree pay close accept",
          "request offer agree pay close claim concede");

  private static final String RECORDED = "request-1";

  private final Surroundings around;
  private int begun;
  private int credits;

  RecordedDeals(Surroundings around) {
    this.around = around;
  }

  private static String id(String key) {
    return ConsultationId.requested("legal-portal", "vera-orlova", key).value();
  }

  void byCalls() throws IOException {
    for (String way : WAYS) {
      Map<String, String> here = begin();
      for (String step : way.split(" ")) {
        String before = call("consultations-show", here).replaceAll("not_found.*", "");
        String receipt = call("consultations-" + step, here);
        assertThat(receipt).as(step).contains("\"consultationId\":\"" + here.get(id(RECORDED)));
        assertThat(call("consultations-" + step, here)).as("again").isEqualTo(receipt);
        assertThat(call("consultations-show", here)).isNotEqualTo(before);
        assertThat(call("consultations-claims", here).contains(here.get(id(RECORDED))))
            .isEqualTo(step.equals("claim"));
        next(step, here);
      }
      assertThat(call("consultations-list", here)).doesNotContain(here.get(id(RECORDED)));
    }
  }

  void byFrames() throws IOException {
    Message handler = new Message(around.environment(), around.clock());
    for (String way : WAYS) {
      Map<String, String> here = begin();
      for (String step : way.split(" ")) {
        around.takePosted();
        handler.handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2WebSocketEvent.class, getClass().getClassLoader())
                .fromJson(replaced(RecordedPlay.event("message-" + step), here)),
            around.context());
        assertThat(around.takePosted())
            .as(step)
            .anyMatch(
                frame ->
                    frame.contains("\"type\":\"receipt\"")
                        && frame.contains(here.get(id(RECORDED))));
        next(step, here);
      }
    }
  }

  /** Goes a way with the consultation as it was recorded. */
  void asRecorded(String way) throws IOException {
    call("wallet-credit", Map.of("credit-1", "credit-recorded"));
    for (String step : way.split(" ")) {
      assertThat(call("consultations-" + step, Map.of())).as(step).contains(id(RECORDED));
    }
  }

  void money() throws IOException {
    assertThat(call("wallet-show", Map.of())).contains("\"wallet\":{\"amount\":");
    assertThat(call("wallet-statement", Map.of()))
        .startsWith("{\"complete\":false,\"lines\":[{\"number\":1,")
        .contains("\"event\":\"credited\"", "\"event\":\"paid\"", "\"event\":\"reclaimed\"");
  }

  /** Another consultation than the recorded one, and money for it. */
  private Map<String, String> begin() throws IOException {
    String key = "request-" + (10 + ++begun);
    credits++;
    call("wallet-credit", Map.of("credit-1", "credit-" + (10 + credits)));
    call("wallet-fund", Map.of("fund-01", "fund-" + (10 + credits)));
    return new HashMap<>(Map.of(RECORDED, key, id(RECORDED), id(key)));
  }

  /** What another step needs that was not so when it was recorded. */
  private static void next(String step, Map<String, String> here) {
    if (step.equals("revise")) {
      here.put("terms\\\":1", "terms\\\":2");
      here.put("terms\\\": 1", "terms\\\": 2");
    }
    if (step.equals("withdraw")) {
      here.put("claim-0001", "claim-0002");
    }
  }

  private String call(String event, Map<String, String> here) throws IOException {
    return RecordedPlay.rest(around, event, here).getBody();
  }

  private static String replaced(String event, Map<String, String> here) {
    String now = event;
    for (Map.Entry<String, String> one : here.entrySet()) {
      now = now.replace(one.getKey(), one.getValue());
    }
    return now;
  }
}
