package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Consultations of a client with Lev, one at each stage that is wanted. */
record StagedOrders(Scene scene, Persona client, String conversation) {
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final long PRICE = 1_000;

  /** What leads to a stage from the request. */
  private static final Map<String, List<String>> WAYS =
      Map.of(
          "requested", List.of(),
          "offered", List.of("offer"),
          "agreed", List.of("credit", "offer", "agree"),
          "open", List.of("credit", "offer", "agree", "pay"),
          "closed", List.of("credit", "offer", "agree", "pay", "close"),
          "disputed", List.of("credit", "offer", "agree", "pay", "close", "claim"),
          "completed", List.of("credit", "fund", "offer", "agree", "pay", "close", "accept"));

  /** A key that was never used before. */
  static String key() {
    return "matrix-" + KEYS.incrementAndGet();
  }

  /** Their ids by the names of the stages. */
  Map<String, String> at(Set<String> stages) {
    Map<String, String> ids = new HashMap<>();
    for (String stage : stages) {
      ObjectNode wish = wish().put("conversationId", conversation);
      JsonNode receipt = scene.device(client).request(key(), wish).success();
      String id = receipt.path("consultationId").asText();
      WAYS.get(stage).forEach(step -> take(step, id));
      ids.put(stage, id);
    }
    return ids;
  }

  private void take(String step, String id) {
    ParleyClient accountant = scene.device(Persona.ACCOUNTANT);
    switch (step) {
      case "credit" ->
          accountant.post("/members/" + client.person() + "/credit", key(), deposit()).success();
      case "fund" -> accountant.post("/reserve/fund", key(), deposit()).success();
      case "offer", "close" -> order(Persona.SPECIALIST, step, id);
      default -> order(client, step, id);
    }
  }

  private void order(Persona by, String command, String id) {
    ObjectNode body =
        switch (command) {
          case "offer" -> wish().set("price", Deal.money(PRICE));
          case "agree" -> Json.object().put("terms", 1);
          case "claim" -> Deal.note("It was poor.");
          default -> Json.object();
        };
    scene.device(by).order(id, command, key(), body).success();
  }

  private static ObjectNode deposit() {
    ObjectNode body = Json.object().put("reason", "Cash");
    return body.set("amount", Deal.money(PRICE));
  }

  private static ObjectNode wish() {
    return Deal.wish();
  }
}
