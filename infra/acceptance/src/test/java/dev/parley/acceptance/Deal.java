package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/**
 * Vera and Lev with one consultation between them, an arbiter and an accountant beside it. Whoever
 * calls has a token of just now, so that time can leap.
 */
final class Deal {
  private static final AtomicInteger KEYS = new AtomicInteger();

  static final String VERA = "vera-orlova";
  static final String LEV = "lev-sokolov";
  static final String ARBITER = "irina-sudova";
  static final String ACCOUNTANT = "maria-schetova";

  /** More than a whole claim window. */
  static final Duration LONG = Duration.ofDays(15);

  final Parley parley;
  final String workspace;
  final String conversation;

  /** The consultation, once it is requested. */
  String id;

  Deal(Parley parley) {
    this(parley, parley.workspace("legal-portal"));
  }

  Deal(Parley parley, String workspace) {
    this.parley = parley;
    this.workspace = workspace;
    this.conversation = as(VERA).openWithSpecialist(LEV).path("id").asText();
  }

  ParleyClient as(String person) {
    return parley.device(workspace, person);
  }

  /** A key that was never used before. */
  String key() {
    return "key-%06d".formatted(KEYS.incrementAndGet());
  }

  Instant now() {
    return parley.cloud().clock().instant();
  }

  void leap(Duration time) {
    parley.leap(time);
  }

  static ObjectNode money(long kopecks) {
    return (ObjectNode) Json.read("{\"amount\":%d,\"currency\":\"RUB\"}".formatted(kopecks));
  }

  static ObjectNode wish() {
    ObjectNode wish = Json.object().put("service", "Reading a lease");
    wish.putObject("due").put("within", "P2D");
    return wish;
  }

  static ObjectNode offer(long kopecks) {
    ObjectNode offer = wish();
    offer.set("price", money(kopecks));
    return offer.put("details", "Up to 20 pages.");
  }

  static ObjectNode note(String text) {
    return Json.object().put("note", text);
  }

  Response request(ObjectNode body) {
    return as(VERA).request(key(), body);
  }

  /** Requests it in the conversation. */
  Deal requested() {
    JsonNode receipt = request(wish().put("conversationId", conversation)).success();
    id = receipt.path("consultationId").asText();
    return this;
  }

  Response tries(String person, String command, JsonNode body) {
    return as(person).order(id, command, key(), body);
  }

  JsonNode does(String person, String command, JsonNode body) {
    return tries(person, command, body).success();
  }

  JsonNode does(String person, String command) {
    return does(person, command, Json.object());
  }

  void credit(long kopecks) {
    ObjectNode body = Json.object().put("reason", "Paid in cash");
    body.set("amount", money(kopecks));
    as(ACCOUNTANT).post("/members/" + VERA + "/credit", key(), body).success();
  }

  void fund(long kopecks) {
    ObjectNode body = Json.object().put("reason", "For refunds");
    body.set("amount", money(kopecks));
    as(ACCOUNTANT).post("/reserve/fund", key(), body).success();
  }

  Deal offered(long kopecks) {
    requested().does(LEV, "offer", offer(kopecks));
    return this;
  }

  Deal agreed(long kopecks) {
    offered(kopecks).does(VERA, "agree", Json.object().put("terms", 1));
    return this;
  }

  /** Exactly the price is put into the wallet before. */
  Deal paid(long kopecks) {
    credit(kopecks);
    agreed(kopecks).does(VERA, "pay");
    return this;
  }

  Deal closed(long kopecks) {
    paid(kopecks).does(LEV, "close");
    return this;
  }

  Deal disputed(long kopecks) {
    closed(kopecks).does(VERA, "claim", note("Clause 7 was not read."));
    return this;
  }

  JsonNode shown() {
    return as(VERA).consultation(id);
  }

  String stage() {
    return shown().at("/stage/name").asText();
  }

  List<String> allowed(String person) {
    return texts(as(person).consultation(id).path("allowedCommands"));
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** What the client can pay with, in kopecks. */
  long wallet() {
    return as(VERA).wallet().at("/wallet/amount").asLong();
  }

  /** What the specialist can withdraw, in kopecks. */
  long earnings() {
    return as(LEV).wallet().at("/earnings/amount").asLong();
  }

  /** What the log tells of the consultation: its events, in order. */
  List<String> events() {
    return as(VERA).entries(conversation, 100).stream()
        .filter(entry -> entry.at("/consultation/id").asText().equals(id))
        .map(entry -> entry.at("/consultation/event").asText())
        .toList();
  }

  /** The refusal of something, which has changed nothing. */
  void refused(Response answer, int status, String code) {
    assertThat(List.of(answer.status(), answer.code()))
        .as(answer.body().toString())
        .isEqualTo(List.of(status, code));
  }

  /** Somebody who sends whatever there is to send, under as many keys as are given. */
  RawCalls raw(String person, String... keys) {
    String token = parley.cloud().issuer().orElseThrow().accessToken(person);
    RawCalls calls =
        parley
            .calls(Map.of("Parley-Workspace", workspace))
            .with("Authorization", "Bearer " + token);
    for (String key : keys) {
      calls = calls.with("Idempotency-Key", key);
    }
    return calls;
  }

  /** The refusal of something because of one field. */
  static void refused(Response answer, int status, String code, String field, String what) {
    assertThat(List.of(answer.status(), answer.code(), answer.body().path("field").asText()))
        .as(what)
        .isEqualTo(List.of(status, code, field));
  }
}
