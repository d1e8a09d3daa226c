package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The people of the paid story; each calls with a token of just now, so that time can leap. */
record Cast(Function<String, ParleyClient> people) {
  static final String VERA = "vera-orlova";
  static final String LEV = "lev-sokolov";
  static final String ARBITER = "irina-sudova";

  ParleyClient as(String person) {
    return people.apply(person);
  }

  void does(String person, String id, String command, JsonNode body) {
    order(person, id, command, body).success();
  }

  Response order(String person, String id, String command, JsonNode body) {
    return as(person).order(id, command, key(), body);
  }

  String stage(String id) {
    return as(VERA).consultation(id).path("stage").path("name").asText();
  }

  long wallet() {
    return as(VERA).wallet().path("wallet").path("amount").asLong();
  }

  long earnings() {
    return as(LEV).wallet().path("earnings").path("amount").asLong();
  }

  /** Whether it comes about by itself: looking at things moves nothing. */
  static boolean comes(BooleanSupplier what) {
    long until = System.nanoTime() + ChatSocket.PATIENCE.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
    }
    return true;
  }

  static ObjectNode money(long kopecks) {
    return Json.object().put("amount", kopecks).put("currency", "RUB");
  }

  static ObjectNode note(String text) {
    return Json.object().put("note", text);
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  static String roubles(long kopecks) {
    return "%,d.%02d roubles".formatted(kopecks / 100, kopecks % 100);
  }
}
