package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.function.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes with a response. */
class SocketAnswersTest {
  private static final String ASK = "{\"action\":\"talk\"}";

  @Test
  @Conforms("ws-route-response")
  void theBodyThatARouteReturnsIsSentBack() throws Exception {
    try (SocketFixture fixture = SocketFixture.answering("talk");
        Client client = fixture.connect()) {
      fixture.functions.on("Talk", "{\"statusCode\":200,\"body\":\"hé😀\"}");
      client.send(ASK);
      assertThat(client.next()).isEqualTo("hé😀");
    }
  }

  @Test
  @Conforms({"ws-answer-dropped", "ws-route-response"})
  void onlyTheRouteThatHasAResponseAnswers() throws Exception {
    try (SocketFixture fixture = SocketFixture.answering("talk");
        Client client = fixture.connect()) {
      fixture.functions.on("Other", "{\"statusCode\":200,\"body\":\"nobody reads this\"}");
      client.send("other");
      fixture.functions.next("Other");
      fixture.functions.on("Talk", "{\"body\":\"read\"}");
      client.send(ASK);
      assertThat(client.next()).isEqualTo("read");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"text\"", "{\"statusCode\":200}", "{\"body\":{\"a\":1}}"})
  void whatHasNoBodyOfTextSendsNothing(String answer) throws Exception {
    try (SocketFixture fixture = SocketFixture.answering("talk");
        RawSocket raw = RawSocket.open(fixture.port(), "/live")) {
      fixture.functions.on("Talk", answer);
      raw.text(ASK);
      fixture.functions.next("Talk");
      raw.write(RawSocket.frame(0x89, "nothing came".getBytes(StandardCharsets.UTF_8)));
      assertThat(raw.read().text()).isEqualTo("nothing came");
    }
  }

  /** As large as any message may be, and what is larger never arrives. */
  @Test
  @Conforms("limit-route-response")
  void anAnswerOf128KbArrivesAndOneByteMoreIsAnError() throws Exception {
    try (SocketFixture fixture = SocketFixture.answering("talk");
        Client client = fixture.connect()) {
      String most = "x".repeat(128 * 1024);
      fixture.functions.on("Talk", "{\"body\":\"" + most + "\"}");
      client.send(ASK);
      assertThat(client.next()).isEqualTo(most);
      fixture.functions.on("Talk", "{\"body\":\"" + most + "x\"}");
      client.send(ASK);
      assertThat(client.next()).contains("Internal server error");
    }
  }

  @Test
  void aFailureIsToldAsOnAnyRoute() throws Exception {
    try (SocketFixture fixture = SocketFixture.answering("talk");
        Client client = fixture.connect()) {
      fixture.functions.on("Talk", event -> new Answer.Failed("E", "broke"));
      client.send(ASK);
      assertThat(client.next()).contains("Internal server error");
    }
  }
}
