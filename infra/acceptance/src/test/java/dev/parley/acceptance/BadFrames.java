package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames that make no sense get an error with a code, change nothing, and the socket goes on. */
class BadFrames {
  private static final List<String> OF_CONVERSATIONS =
      List.of("send", "edit", "read", "watch", "unwatch", "typing", "sync", "unsync", "ping");

  /** Those whose frames are as the document shows them first. */
  private static final List<String> OF_CONSULTATIONS =
      List.of(
          "request",
          "offer",
          "revise",
          "decline",
          "agree",
          "cancel",
          "pay",
          "close",
          "accept",
          "claim",
          "withdraw",
          "concede",
          "resolve",
          "refund");

  private static final List<String> OPTIONAL = List.of("requestId", "confirm", "replyTo", "since");

  private static final List<String> ACTIONS =
      Stream.of(OF_CONVERSATIONS, OF_CONSULTATIONS).flatMap(List::stream).toList();

  @RegisterExtension final Parley parley = new Parley();

  private final ApiDocuments documents = ApiDocuments.read();
  private Stage stage;
  private ChatSocket socket;

  @BeforeEach
  void open() {
    stage = new Stage(parley);
    socket = stage.vera.connect();
  }

  @AfterEach
  void theSocketStillAnswersAndNothingIsStored() {
    try (ChatSocket same = socket) {
      assertThat(same.ping().path("type").asText()).isEqualTo("pong");
    }
    stage.assertNothingChanged();
  }

  @Test
  void whatIsNotOneJsonObjectIsRefused() {
    for (String document : Nonsense.documents()) {
      assertThat(refused(document).path("code").asText())
          .as(Nonsense.shown(document))
          .isEqualTo("invalid_json");
    }
  }

  @Test
  void theFieldOfAnotherTypeOrFormIsNamed() {
    int refused = 0;
    for (String action : ACTIONS) {
      for (String field : fields(action)) {
        for (String value : Nonsense.values()) {
          String frame = Nonsense.plus(without(action, field).toString(), field, value);
          if (isAsDocumented(frame)) {
            continue;
          }
          refused++;
          JsonNode error = refused(frame);
          assertThat(error.path("code").asText())
              .as(Nonsense.shown(frame))
              .isIn(codesOfForm(field));
          if (!error.path("code").asText().equals("not_found")) {
            assertThat(error.path("field").asText()).as(Nonsense.shown(frame)).isEqualTo(field);
          }
        }
      }
    }
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void theMissingFieldIsNamed() {
    for (String action : ACTIONS) {
      for (String field : fields(action)) {
        boolean optional =
            OF_CONSULTATIONS.contains(action)
                ? !documents.requires(action, field)
                : OPTIONAL.contains(field) || action.equals("sync") && field.equals("channel");
        if (!optional) {
          JsonNode error = refused(without(action, field).toString());
          assertThat(error.path("code").asText()).isEqualTo("missing_field");
          assertThat(error.path("field").asText()).isEqualTo(field);
        }
      }
    }
  }

  @Test
  void aFieldThatIsNotKnownIsRefused() {
    for (String action : ACTIONS) {
      for (String name :
          List.of("colour", "Action", "author", "last", "__proto__", "", "\\ud800")) {
        String frame = Nonsense.plus(valid(action).toString(), name, "1");
        assertThat(refused(frame).path("code").asText()).as(frame).isEqualTo("unknown_field");
      }
    }
  }

  @Test
  void aFieldNamedTwiceIsRefused() {
    for (String action : ACTIONS) {
      ObjectNode frame = valid(action);
      for (String field : fields(action)) {
        String twice = Nonsense.plus(frame.toString(), field, frame.path(field).toString());
        assertThat(refused(twice).path("code").asText()).as(twice).isEqualTo("invalid_json");
      }
    }
  }

  @Test
  void anActionThatIsNotKnownIsRefused() {
    for (String action :
        List.of("Send", "sends", "delete", "$connect", "$default", "$disconnect")) {
      JsonNode error = refused(valid("ping").put("action", action).toString());
      assertThat(error.path("code").asText()).isEqualTo("unknown_action");
    }
  }

  @Test
  void aConversationThatIsNotMineIsNotFound() {
    for (String action : List.of("send", "edit", "read", "watch")) {
      stage.foreign.forEach(
          (whose, id) -> {
            String frame = valid(action).put("conversationId", id).toString();
            assertThat(refused(frame).path("code").asText()).as(whose).isEqualTo("not_found");
          });
    }
  }

  @Test
  void typingWhereISeeNothingTellsNothing() {
    stage.foreign.forEach(
        (whose, id) -> {
          String frame = valid("typing").put("conversationId", id).toString();
          assertThat(refused(frame).path("code").asText()).as(whose).isEqualTo("not_watching");
        });
  }

  @Test
  void leavingAConversationThatIsNotMineTellsNothing() {
    stage.foreign.forEach(
        (whose, id) -> {
          JsonNode answer = answer(valid("unwatch").put("conversationId", id).toString());
          assertThat(answer.path("type").asText()).as(whose).isEqualTo("unwatched");
        });
  }

  @Test
  void aChannelThatIsNotMineIsNotFoundAndItsHintsEndUnseen() {
    for (String channel : List.of("moscow", "salon", "nowhere", "legal-portal")) {
      ObjectNode sync = valid("sync").without("since");
      JsonNode error = refused(sync.put("channel", channel).toString());
      assertThat(error.path("code").asText()).isEqualTo("not_found");
      assertThat(error.path("field").asText()).isEqualTo("channel");
      JsonNode answer = answer(valid("unsync").put("channel", channel).toString());
      assertThat(answer.path("type").asText()).isEqualTo("unsynced");
    }
  }

  @Test
  void whatIsNoTextOfMineIsNotEdited() {
    JsonNode error = refused(valid("edit").toString());
    assertThat(error.path("code").asText()).isEqualTo("not_editable");
    assertThat(error.path("field").asText()).isEqualTo("seq");
  }

  @Test
  void aTextThatIsBlankOrTooLongOrBrokenIsRefused() {
    List<String> texts =
        List.of(
            "",
            " ",
            "\n\t \u2003",
            "x".repeat(16_385),
            "я".repeat(8_193),
            "😀".repeat(4_097),
            "x".repeat(120_000));
    for (String text : texts) {
      JsonNode error = refused(valid("send").put("text", text).toString());
      assertThat(error.path("code").asText()).isEqualTo("invalid_field");
      assertThat(error.path("field").asText()).isEqualTo("text");
    }
    for (String half : List.of("\\ud83d", "a\\ude00b", "\\ude00\\ud83d")) {
      String frame = Nonsense.plus(without("send", "text").toString(), "text", "\"" + half + "\"");
      assertThat(refused(frame).path("field").asText()).isEqualTo("text");
    }
  }

  @Test
  void aPositionBeyondTheEndIsUnknown() {
    Map<String, Object> sent = Map.of("after", 2, "clientMessageId", "2.abcdef", "replyTo", 2);
    Map<String, Object> edited = Map.of("after", 2, "clientMessageId", "2.abcdef", "seq", 2);
    Map.of("send", sent, "edit", edited, "read", Map.<String, Object>of("seq", 2))
        .forEach(
            (action, positions) ->
                positions.forEach(
                    (field, far) -> {
                      ObjectNode frame = valid(action);
                      frame.set(field, Json.tree(far));
                      JsonNode error = refused(frame.toString());
                      assertThat(error.path("code").asText()).isEqualTo("unknown_position");
                      assertThat(error.path("field").asText()).isEqualTo(field);
                    }));
  }

  private boolean isAsDocumented(String frame) {
    try {
      // Half a character is no text, which a schema cannot say.
      return !frame.contains("\\ud") && documents.sent(Json.read(frame)).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> codesOfForm(String field) {
    return switch (field) {
      case "action" -> List.of("invalid_field", "unknown_action");
      case "conversationId", "consultationId" -> List.of("invalid_field", "not_found");
      default -> List.of("invalid_field");
    };
  }

  private ObjectNode valid(String action) {
    if (OF_CONSULTATIONS.contains(action)) {
      return documents.example(action).deepCopy();
    }
    ObjectNode frame = Json.object().put("action", action).put("requestId", "q1");
    if (!List.of("ping", "sync", "unsync").contains(action)) {
      frame.put("conversationId", stage.own);
    }
    return switch (action) {
      case "send" -> written(frame).put("replyTo", 1);
      case "edit" -> written(frame).put("seq", 1);
      case "read" -> frame.put("seq", 1);
      case "watch" -> frame.put("after", 1);
      case "sync" -> frame.put("channel", "moscow").put("since", "1772442025000");
      case "unsync" -> frame.put("channel", "moscow");
      default -> frame;
    };
  }

  private static ObjectNode written(ObjectNode frame) {
    frame.put("clientMessageId", "1.abcdef").put("text", "hello").put("confirm", true);
    return frame.put("after", 1);
  }

  private ObjectNode without(String action, String field) {
    return valid(action).without(field);
  }

  private List<String> fields(String action) {
    return valid(action).propertyStream().map(Map.Entry::getKey).toList();
  }

  private JsonNode refused(String frame) {
    JsonNode answer = answer(frame);
    assertThat(answer.path("type").asText()).as(Nonsense.shown(frame)).isEqualTo("error");
    return answer;
  }

  /** The next frame that comes, whether or not it can name the request. */
  private JsonNode answer(String frame) {
    int[] skipped = {socket.frames().size()};
    Predicate<JsonNode> next = any -> skipped[0]-- == 0;
    socket.post(frame);
    return socket.await(next, "answer to " + Nonsense.shown(frame));
  }
}
