package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client keeps its side of the documents, against a server that answers by script. */
class ChatSocketTest {
  private static final Function<String, List<String>> SILENT = frame -> List.of();

  private final ParleyClient vera =
      new ParleyClient(URI.create("http://127.0.0.1"), "vera", Map.of(), Witness.NONE);

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 502})
  void aRefusedHandshakeTellsItsStatus(int status) {
    try (ScriptedServer server = new ScriptedServer(SILENT)) {
      Refused refused =
          catchThrowableOfType(
              Refused.class, () -> vera.connect(server.url("/" + status), Optional.empty()));
      assertThat(refused.status()).isEqualTo(status);
    }
  }

  @Test
  void anOriginIsSentOnlyWhenThereIsOne() throws Exception {
    try (ScriptedServer server = new ScriptedServer(SILENT);
        ChatSocket page = vera.connect(server.url("/live"), Optional.of("https://legal.example"))) {
      assertThat(server.origin.get(10, TimeUnit.SECONDS)).isEqualTo("https://legal.example");
      assertThat(page.frames()).isEmpty();
    }
    try (ScriptedServer server = new ScriptedServer(SILENT);
        ChatSocket app = vera.connect(server.url("/live"), Optional.empty())) {
      assertThat(server.origin.get(10, TimeUnit.SECONDS)).isEqualTo("null");
      assertThat(app.frames()).isEmpty();
    }
  }

  @Test
  void aCutConnectionEndsWithoutAnotherByte() throws Exception {
    try (OpenedConnection server = new OpenedConnection()) {
      ChatSocket socket = vera.connect(server.url(), Optional.empty());
      socket.cut();
      assertThat(server.bytesUntilTheEnd()).isEmpty();
      assertThat(socket.awaitClose()).isEqualTo(1006);
    }
  }

  @Test
  void aClosedConnectionSaysSoWithACloseFrame() throws Exception {
    try (OpenedConnection server = new OpenedConnection()) {
      ChatSocket socket = vera.connect(server.url(), Optional.empty());
      socket.close();
      assertThat(server.firstByte()).isEqualTo(0x88);
      socket.cut();
    }
  }

  @Test
  void aGapIsHealedByWatchingFromTheLastEntryHeld() {
    try (ScriptedServer server = new ScriptedServer(ChatSocketTest::withAGap);
        ChatSocket socket = vera.connect(server.url("/live"), Optional.empty())) {
      socket.watch("c");
      vera.log("c").await(3, ChatSocket.PATIENCE);
      assertThat(vera.log("c").hasGap()).isFalse();
      assertThat(vera.log("c").contradictions()).isEmpty();
    }
  }

  @Test
  void anErrorIsThrownWithItsCode() {
    Function<String, List<String>> refusing =
        frame ->
            List.of(
                Json.object()
                    .put("type", "error")
                    .put("requestId", Json.read(frame).path("requestId").asText())
                    .put("code", "not_watching")
                    .put("message", "x")
                    .toString());
    try (ScriptedServer server = new ScriptedServer(refusing);
        ChatSocket socket = vera.connect(server.url("/live"), Optional.empty())) {
      Refused refused = catchThrowableOfType(Refused.class, () -> socket.send("c", "hello"));
      assertThat(refused.code()).isEqualTo("not_watching");
      assertThat(vera.log("c").unanswered()).hasSize(1);
    }
  }

  /** Answers the first watch with entry 1, then tells entry 3; entry 2 comes when asked for. */
  private static List<String> withAGap(String text) {
    JsonNode watch = Json.read(text);
    long after = watch.path("after").asLong();
    ObjectNode answer = Json.object().put("type", "entries").put("conversationId", "c");
    answer.set("requestId", watch.path("requestId"));
    answer.putArray("entries").add(entry(after + 1));
    answer.put("last", after + 1).put("complete", true);
    ObjectNode news = Json.object().put("type", "entry").put("conversationId", "c");
    news.set("entry", entry(3));
    return after == 0 ? List.of(answer.toString(), news.toString()) : List.of(answer.toString());
  }

  private static ObjectNode entry(long seq) {
    return Json.object().put("seq", seq).put("text", "t" + seq).put("hash", "h");
  }
}
