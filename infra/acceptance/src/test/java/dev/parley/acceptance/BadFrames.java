package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames that make no sense get an error with a code, change nothing, and the socket goes on. */
class BadFrames {
  private static final List<String> ACTIONS = List.of("send", "watch", "unwatch", "typing", "ping");

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
        if (!List.of("requestId", "confirm").contains(field)) {
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
      for (String name : List.of("colour", "Action", "author", "seq", "__proto__", "", "\\ud800")) {
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
    for (String action : List.of("send", "watch")) {
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
  void theLongestMessageIsReadAndALongerOneEndsItsSocket() {
    String before = "{\"action\":\"ping\",\"colour\":\"";
    String longest = Nonsense.filling(before, "\"}", Nonsense.LIMIT);
    assertThat(refused(longest).path("code").asText()).isEqualTo("unknown_field");
    ChatSocket other = stage.vera.connect();
    other.post(Nonsense.filling(before, "\"}", Nonsense.LIMIT + 1));
    assertThat(other.awaitClose()).isEqualTo(1009);
  }

  @Test
  void whatBreaksTheProtocolEndsItsOwnSocketOnly() throws IOException {
    byte[] ping = "{\"action\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(closing(RawFrames.BINARY, true, ping)).isEqualTo(1003);
    assertThat(closing(RawFrames.WITH_A_RESERVED_BIT, true, ping)).isEqualTo(1002);
    assertThat(closing(RawFrames.CONTINUATION, true, ping)).isEqualTo(1002);
    assertThat(closing(RawFrames.TEXT, false, ping)).isEqualTo(1002);
    assertThat(closing(RawFrames.TEXT, true, new byte[32 * 1024 + 1])).isEqualTo(1009);
    for (String broken : List.of("ff", "c0 af", "ed a0 80", "f0 9f 98")) {
      byte[] text = Nonsense.around("{\"action\":\"", Nonsense.bytes(broken), "\"}");
      assertThat(closing(RawFrames.TEXT, true, text)).as(broken).isEqualTo(1007);
    }
  }

  private int closing(int first, boolean masked, byte[] payload) throws IOException {
    JsonNode ticket = stage.vera.ticket();
    String url = ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText();
    try (RawFrames raw = new RawFrames(URI.create(url))) {
      raw.send(first, masked, payload);
      return raw.awaitClose();
    }
  }

  @Test
  void aPositionBeyondTheEndIsUnknown() {
    for (Map.Entry<String, Object> far :
        Map.<String, Object>of("after", 2, "clientMessageId", "2.abcdef").entrySet()) {
      ObjectNode frame = valid("send");
      frame.set(far.getKey(), Json.tree(far.getValue()));
      assertThat(refused(frame.toString()).path("code").asText()).isEqualTo("unknown_position");
    }
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
      case "conversationId" -> List.of("invalid_field", "not_found");
      default -> List.of("invalid_field");
    };
  }

  private ObjectNode valid(String action) {
    ObjectNode frame = Json.object().put("action", action).put("requestId", "q1");
    if (!action.equals("ping")) {
      frame.put("conversationId", stage.own);
    }
    if (action.equals("send")) {
      frame.put("clientMessageId", "1.abcdef").put("text", "hello").put("confirm", true);
    }
    return action.equals("send") || action.equals("watch") ? frame.put("after", 1) : frame;
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
