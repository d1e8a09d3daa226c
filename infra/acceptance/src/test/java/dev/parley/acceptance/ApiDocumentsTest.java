package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents agree with themselves and each other, and what departs from them is seen. */
class ApiDocumentsTest {
  private static final ApiDocuments DOCUMENTS = ApiDocuments.read();
  private static final String CONVERSATION = "Qm9vZ1pXa0x2Tn3wYc_5dA";

  static Stream<String> messages() {
    return DOCUMENTS.socket().at("/components/messages").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyExampleOfAFrameIsValid(String message) {
    JsonNode examples = DOCUMENTS.socket().at("/components/messages/" + message + "/examples");
    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      JsonNode payload = example.path("payload");
      assertThat(payload.has("action") ? DOCUMENTS.sent(payload) : DOCUMENTS.received(payload))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyFrameBelongsToAnOperationAndIsStrict(String message) {
    assertThat(DOCUMENTS.socket().path("operations").toString())
        .contains("#/channels/socket/messages/" + message + "\"");
    JsonNode payload = DOCUMENTS.socket().at("/components/messages/" + message + "/payload");
    JsonNode schema = ApiDocuments.resolve(DOCUMENTS.socket(), payload);
    assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
    assertThat(schema.path("additionalProperties").asBoolean()).isFalse();
  }

  @Test
  void everyExampleOfAnAnswerIsValid() {
    int[] checked = {0};
    eachContent(
        DOCUMENTS.rest(),
        content -> {
          Stream<JsonNode> examples =
              content.has("example")
                  ? Stream.of(content.path("example"))
                  : content.path("examples").valueStream().map(each -> each.path("value"));
          examples.forEach(
              example -> {
                checked[0]++;
                assertThat(DOCUMENTS.validate(DOCUMENTS.rest(), content.path("schema"), example))
                    .as(example.toString())
                    .isEmpty();
              });
        });
    assertThat(checked[0]).isGreaterThan(15);
  }

  @Test
  void bothDocumentsDescribeTheSameEntry() {
    JsonNode rest = DOCUMENTS.rest().at("/components/schemas");
    JsonNode socket = DOCUMENTS.socket().at("/components/schemas");
    for (String name :
        Set.of(
            "Entry",
            "OpenedEntry",
            "TextEntry",
            "FileEntry",
            "EditedEntry",
            "ErasedEntry",
            "BlockEntry",
            "HideEntry",
            "RestrictedEntry",
            "LiftedEntry",
            "PresenceEntry",
            "ErasureEntry",
            "ConsultationEntry",
            "Progress",
            "StageName",
            "ConsultationId",
            "Service",
            "Money",
            "DueWish",
            "Moment",
            "Question",
            "Note",
            "TermsVersion",
            "ClaimFiles",
            "OtherEntry",
            "Side",
            "Totals",
            "Hash",
            "Instant",
            "Cursor",
            "Preview",
            "Unread",
            "Unanswered",
            "BlockedBy",
            "HiddenByClient",
            "Unreachable",
            "Restriction",
            "Reason",
            "Wording",
            "Position")) {
      assertThat(socket.path(name)).as(name).isEqualTo(rest.path(name)).isNotEmpty();
    }
  }

  @Test
  void theProseTellsOfEveryCode() {
    Set<String> codes = new TreeSet<>();
    eachContent(
        DOCUMENTS.rest(),
        content -> {
          JsonNode code = content.at("/schema/properties/code");
          code.path("enum").forEach(each -> codes.add(each.asText()));
          if (code.has("const")) {
            codes.add(code.path("const").asText());
          }
        });
    assertThat(codes).hasSize(35);
    String prose = DOCUMENTS.rest().at("/info/description").asText();
    assertThat(codes).allMatch(code -> prose.contains("| `" + code + "` |"));
    String socketProse = DOCUMENTS.socket().at("/info/description").asText();
    assertThat(DOCUMENTS.socket().at("/components/schemas/Error/properties/code/enum"))
        .isNotEmpty()
        .allMatch(code -> socketProse.contains("`" + code.asText() + "`"));
  }

  static Stream<Consumer<ObjectNode>> damages() {
    return Stream.of(
        frame -> frame.remove("seq"),
        frame -> frame.put("seq", "42"),
        frame -> frame.put("seq", 1),
        frame -> frame.putNull("seq"),
        frame -> frame.put("colour", "red"),
        frame -> frame.put("at", "yesterday"),
        frame -> frame.put("at", "2026-03-02T09:00:00+03:00"),
        frame -> frame.put("conversationId", "short"),
        frame -> frame.put("clientMessageId", "041.abcdef"),
        frame -> frame.put("requestId", ""),
        frame -> frame.put("type", "acknowledged"),
        frame -> frame.remove("type"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedFrameIsSeen(Consumer<ObjectNode> damage) {
    ObjectNode frame = ack();
    assertThat(DOCUMENTS.received(frame)).isEmpty();
    damage.accept(frame);
    assertThat(DOCUMENTS.received(frame)).as(frame.toString()).isNotEmpty();
  }

  @Test
  void anUndocumentedErrorCodeIsSeen() {
    ObjectNode error = Json.object().put("type", "error").put("code", "busy").put("message", "x");
    assertThat(DOCUMENTS.received(error)).isEmpty();
    assertThat(DOCUMENTS.received(error.put("code", "tired"))).isNotEmpty();
  }

  @Test
  void anEntryOfUnknownKindCarriesCommonFieldsOnly() {
    ObjectNode frame = Json.object().put("type", "entry").put("conversationId", CONVERSATION);
    ObjectNode entry = frame.putObject("entry");
    entry.put("seq", 3).put("kind", "closed").put("at", "2026-03-02T09:00:00.000Z");
    entry.put("author", "vera-orlova").put("side", "client").put("hash", "h".repeat(43));
    entry.putObject("totals").put("client", 1).put("staff", 0);
    assertThat(DOCUMENTS.received(frame)).isEmpty();
    entry.put("text", "secret");
    assertThat(DOCUMENTS.received(frame)).isNotEmpty();
  }

  @Test
  void undocumentedAnswersAreSeen() {
    ObjectNode problem =
        Json.object().put("title", "x").put("status", 404).put("code", "not_found");
    problem.put("detail", "x");
    String path = "/conversations/" + CONVERSATION + "/entries?after=0";
    String type = "application/problem+json";
    assertThat(DOCUMENTS.findings("GET", path, new Response(404, type, problem))).isEmpty();
    assertThat(DOCUMENTS.findings("GET", path, new Response(410, type, problem))).isNotEmpty();
    assertThat(DOCUMENTS.findings("PUT", path, new Response(404, type, problem))).isNotEmpty();
    assertThat(DOCUMENTS.findings("GET", path, new Response(404, "text/html", problem)))
        .isNotEmpty();
    assertThat(DOCUMENTS.findings("GET", "/conversation", new Response(404, type, problem)))
        .isNotEmpty();
    problem.put("code", "gone");
    assertThat(DOCUMENTS.findings("GET", path, new Response(404, type, problem))).isNotEmpty();
    problem.put("code", "not_found").put("trace", "at …");
    assertThat(DOCUMENTS.findings("GET", path, new Response(404, type, problem))).isNotEmpty();
  }

  @Test
  void theRecorderKeepsWhatItSees() {
    Recorder recorder = new Recorder(DOCUMENTS);
    recorder.sent("{\"action\":\"ping\",\"requestId\":\"p1\",\"loud\":true}");
    recorder.received(
        Json.read("{\"type\":\"pong\",\"requestId\":\"p1\",\"at\":\"2026-03-02T09:00:00.000Z\"}"));
    assertThat(recorder.findings()).singleElement().asString().contains("was taken");

    Recorder other = new Recorder(DOCUMENTS);
    other.sent("{\"action\":\"ping\",\"requestId\":\"p2\"}");
    other.sent("not JSON");
    other.received(
        Json.read(
            "{\"type\":\"error\",\"requestId\":\"p2\",\"code\":\"unknown_action\",\"message\":\"x\"}"));
    other.received(ack().put("colour", "red"));
    assertThat(other.findings()).hasSize(2);
  }

  @Test
  void anAnswerThatShowsItsInsidesIsSeen() {
    for (String inside :
        List.of(
            "dev.parley.lambda.wire.Json",
            "NullPointerException",
            "at dev.parley.core.Chain.linked(Chain.java:12)",
            "software.amazon.awssdk.core")) {
      assertThat(Recorder.showsInsides(Json.object().put("detail", inside))).as(inside).isTrue();
    }
    assertThat(Recorder.showsInsides(ack())).isFalse();
    assertThat(Recorder.showsInsides(Json.object().put("message", "Internal Server Error")))
        .isFalse();
  }

  @Test
  void whatWasErasedKeepsNothingThatItSaid() {
    ObjectNode frame = Json.object().put("type", "entry").put("conversationId", CONVERSATION);
    ObjectNode entry = frame.putObject("entry");
    entry.put("seq", 3).put("kind", "text").put("at", "2026-03-02T09:00:00.000Z");
    entry.put("author", "vera-orlova").put("side", "client").put("hash", "h".repeat(43));
    entry.put("clientMessageId", "1.abcdef").put("erased", true);
    entry.putObject("totals").put("client", 1).put("staff", 0);
    assertThat(DOCUMENTS.received(frame)).isEmpty();
    for (String said : List.of("text", "note")) {
      assertThat(DOCUMENTS.received(frameWith(frame, said, "secret"))).as(said).isNotEmpty();
    }
    for (String number : List.of("replyTo", "editedBy", "of")) {
      assertThat(DOCUMENTS.received(frameWith(frame, number, 2))).as(number).isNotEmpty();
    }
    entry.put("erased", false);
    assertThat(DOCUMENTS.received(frame)).isNotEmpty();
  }

  @Test
  void anAnswerToSyncHasACursor() {
    ObjectNode frame = Json.object().put("type", "inbox").put("complete", true);
    frame.putArray("conversations");
    assertThat(DOCUMENTS.received(frame)).isEmpty();
    assertThat(DOCUMENTS.received(frame.put("requestId", "r1"))).isNotEmpty();
    assertThat(DOCUMENTS.received(frame.put("cursor", "1772442025000"))).isEmpty();
  }

  private static ObjectNode frameWith(ObjectNode frame, String field, Object value) {
    ObjectNode other = frame.deepCopy();
    ((ObjectNode) other.path("entry")).set(field, Json.tree(value));
    return other;
  }

  private static ObjectNode ack() {
    return Json.object()
        .put("type", "ack")
        .put("requestId", "r1")
        .put("conversationId", CONVERSATION)
        .put("clientMessageId", "41.k3a9Qz")
        .put("seq", 42)
        .put("at", "2026-03-02T09:00:12.345Z");
  }

  private static void eachContent(JsonNode node, Consumer<JsonNode> use) {
    if (node.has("schema") && !node.has("in")) {
      use.accept(node);
    }
    node.forEach(child -> eachContent(child, use));
  }
}
