package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.SyncCursor;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String SPECIAL = "\"\\{}[]:,019eE+-\u0000\ud800n";
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final ConversationId CONVERSATION = new ConversationId("w", ID);
  private static final String SEND =
      """
      {"action":"send","requestId":"r1","conversationId":"%s",\
      "clientMessageId":"41.k3a9x2","after":41,"text":"hello"}\
      """
          .formatted(ID);

  @Test
  void everyActionIsRead() {
    assertThat(Incoming.read("w", SEND).command())
        .isEqualTo(write(false, new Content.Text("hello"), Optional.of("r1")));
    assertThat(Incoming.read("w", SEND.replace("{", "{\"confirm\":true,\"replyTo\":7,")).command())
        .isEqualTo(write(true, new Content.Text("hello", Optional.of(7L)), Optional.of("r1")));
    assertThat(Incoming.read("w", SEND.replace("\"send\"", "\"edit\",\"seq\":40")).command())
        .isEqualTo(write(false, new Content.Edited(40, "hello"), Optional.of("r1")));
    assertThat(read("{'action':'read','conversationId':'" + ID + "','seq':9}"))
        .isEqualTo(new Command.Read(Optional.empty(), CONVERSATION, 9));
    assertThat(read("{'action':'sync'}"))
        .isEqualTo(new Command.Sync(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(read("{'action':'sync','channel':'moscow','since':'1795255140000'}"))
        .isEqualTo(
            new Command.Sync(
                Optional.empty(), Optional.of("moscow"), SyncCursor.parse("1795255140000")));
    String cut = "1795255140000." + ID;
    assertThat(read("{'action':'sync','since':'" + cut + "'}"))
        .isEqualTo(new Command.Sync(Optional.empty(), Optional.empty(), SyncCursor.parse(cut)));
    assertThat(read("{'action':'unsync','channel':'moscow'}"))
        .isEqualTo(new Command.Unsync(Optional.empty(), "moscow"));
    assertThat(read("{'action':'typing','conversationId':'" + ID + "'}"))
        .isEqualTo(new Command.Typing(Optional.empty(), CONVERSATION));
    assertThat(read("{'action':'watch','conversationId':'" + ID + "','after':0}"))
        .isEqualTo(new Command.Watch(Optional.empty(), CONVERSATION, 0));
    assertThat(read("{'action':'unwatch','conversationId':'" + ID + "'}"))
        .isEqualTo(new Command.Unwatch(Optional.empty(), CONVERSATION));
    assertThat(read("{'action':'ping'}")).isEqualTo(new Command.Ping(Optional.empty()));
  }

  private static Command write(
      boolean confirm, Content.Written content, Optional<String> requestId) {
    ClientMessageId message = new ClientMessageId(41, "k3a9x2");
    return new Command.Write(requestId, new Draft(CONVERSATION, message, 41, confirm, content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "null",
        "[]",
        "1",
        "\"text\"",
        "{",
        "{}}",
        "{'action':'ping'} {'action':'ping'}",
        "{'action':'ping','action':'ping'}",
        "{action:'ping'}",
        "{'action':NaN}",
        "{'a':'\\x'}"
      })
  void whatIsNotOneJsonObjectIsInvalidJson(String frame) {
    assertCode(Code.INVALID_JSON, frame);
  }

  @Test
  void depthAndNumbersAreLimitedBeforeAnythingIsBuilt() {
    assertCode(Code.INVALID_JSON, "{'a':" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
    assertCode(Code.INVALID_JSON, "{'action':" + "{'a':".repeat(10_000) + "1" + "}".repeat(10_001));
    assertCode(Code.INVALID_JSON, "{'action':'ping','n':" + "9".repeat(1_000) + "}");
    assertCode(Code.TOO_LARGE, "{'action':'" + "a".repeat(Json.DOCUMENT_CHARACTERS) + "'}");
  }

  @Test
  void anActionMustBeKnown() {
    assertCode(Code.MISSING_FIELD, "{}");
    assertCode(Code.UNKNOWN_ACTION, "{'action':'dance'}");
    assertCode(Code.INVALID_FIELD, "{'action':5}");
    assertCode(Code.INVALID_FIELD, "{'action':''}");
    assertCode(Code.INVALID_FIELD, "{'action':null}");
  }

  @Test
  void anUnknownFieldIsRefused() {
    assertCode(Code.UNKNOWN_FIELD, "{'action':'ping','texxt':'x'}");
    assertCode(Code.UNKNOWN_FIELD, SEND.replace("{\"action\"", "{\"x\":1,\"action\""));
  }

  @Test
  void everyMissingFieldIsNamed() {
    for (String field : new String[] {"conversationId", "clientMessageId", "after", "text"}) {
      String frame = SEND.replace("\"" + field + "\"", "\"requestIdd\"");
      assertThatThrownBy(() -> Incoming.read("w", frame).command())
          .isInstanceOfSatisfying(
              Refused.class,
              e -> {
                assertThat(e.code()).isEqualTo(Code.MISSING_FIELD);
                assertThat(e.field()).contains(field);
              });
    }
  }

  @Test
  void aFieldOfAWrongTypeOrRangeIsRefused() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("\"after\":41", "\"after\":\"41\""),
            Map.entry("\"after\":41,", "\"after\":41.0,"),
            Map.entry("\"after\":41,\"", "\"after\":-1,\""),
            Map.entry("\"after\":41,\"t", "\"after\":10000000000,\"t"),
            Map.entry("\"after\":41,\"te", "\"after\":1e400,\"te"),
            Map.entry("\"after\":41,\"tex", "\"after\":true,\"tex"),
            Map.entry("\"hello\"", "\"\""),
            Map.entry("\"hello\"}", "\" \\n \"}"),
            Map.entry(":\"hello\"}", ":\"\\ud800\"}"),
            Map.entry("t\":\"hello\"}", "t\":\"\\udc00\\ud800\"}"),
            Map.entry("xt\":\"hello\"}", "xt\":[\"hello\"]}"),
            Map.entry("ext\":\"hello\"}", "ext\":\"" + "я".repeat(8_193) + "\"}"),
            Map.entry("41.k3a9x2", "k3a9x2"),
            Map.entry("\"41.k3a9x2", "\"041.k3a9x2"),
            Map.entry("\"41.k3a9x2\"", "\"41.k3\""),
            Map.entry(":\"41.k3a9x2\"", ":\"99999999999.k3a9x2\""),
            Map.entry("{", "{\"confirm\":\"true\","),
            Map.entry("{\"", "{\"confirm\":1,\""),
            Map.entry("{\"a", "{\"confirm\":null,\"a"),
            Map.entry("\"r1\"", "\"" + "r".repeat(65) + "\""),
            Map.entry(":\"r1\"", ":7"));
    wrong.forEach((right, instead) -> assertCode(Code.INVALID_FIELD, SEND.replace(right, instead)));
  }

  @Test
  void whatCannotBeAConversationIsNotFound() {
    for (String id : new String[] {"x", ID + "A", "../../etc", "#", "AAAAAAAAAAAAAAAAAAAA#A"}) {
      assertCode(Code.NOT_FOUND, SEND.replace(ID, id));
    }
  }

  @Test
  void aRefusedFrameStillTellsItsRequestIfItCan() {
    assertThat(Incoming.requestId(SEND.replace("send", "dance"))).contains("r1");
    assertThat(Incoming.requestId("{'requestId':7}".replace('\'', '"'))).isEmpty();
    assertThat(Incoming.requestId("{")).isEmpty();
  }

  /** Whatever bytes arrive, the answer is a command or a refusal. */
  @Test
  void mutatedFramesAreReadOrRefused() {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int n = 0; n < 20_000; n++) {
      String frame = mutated(SEND, random);
      try {
        assertThat(Incoming.read("w", frame).command()).isNotNull();
      } catch (Refused e) {
        assertThat(e.code()).isNotEqualTo(Code.INTERNAL);
      } catch (RuntimeException e) {
        throw new AssertionError("replay with -Dparley.seed=" + seed + ": " + frame, e);
      }
    }
  }

  private static String mutated(String frame, Random random) {
    StringBuilder mutated = new StringBuilder(frame);
    for (int change = random.nextInt(1, 6); change > 0; change--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(4)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        case 2 -> mutated.setCharAt(at, (char) random.nextInt(0x10000));
        default -> mutated.insert(at, mutated.substring(random.nextInt(at + 1), at));
      }
    }
    return mutated.toString();
  }

  private static Command read(String frame) {
    return Incoming.read("w", frame.replace('\'', '"')).command();
  }

  private static void assertCode(Code code, String frame) {
    assertThatThrownBy(() -> read(frame))
        .as(frame.length() > 200 ? frame.substring(0, 200) : frame)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
