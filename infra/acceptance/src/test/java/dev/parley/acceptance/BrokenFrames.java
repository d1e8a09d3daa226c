package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is too long or breaks the protocol ends its own socket, and nobody else's. */
class BrokenFrames {
  @RegisterExtension final Parley parley = new Parley();

  private Stage stage;
  private ChatSocket socket;

  @BeforeEach
  void open() {
    stage = new Stage(parley);
    socket = stage.vera.connect();
  }

  @AfterEach
  void anotherSocketStillAnswersAndNothingIsStored() {
    try (ChatSocket same = socket) {
      assertThat(same.ping().path("type").asText()).isEqualTo("pong");
    }
    stage.assertNothingChanged();
  }

  @Test
  void theLongestMessageIsReadAndALongerOneEndsItsSocket() {
    String before = "{\"action\":\"ping\",\"colour\":\"";
    String longest = Nonsense.filling(before, "\"}", Nonsense.LIMIT);
    socket.post(longest);
    JsonNode error = socket.await(any -> any.path("type").asText().equals("error"), "error");
    assertThat(error.path("code").asText()).isEqualTo("unknown_field");
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
}
