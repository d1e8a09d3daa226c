package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Parley as Lambda runs it: each function in processes of its own, under AWS's own client. */
@EnabledOnOs(OS.LINUX)
class EveryFunctionAlone {
  private static final List<String> FUNCTIONS =
      List.of("Authorize", "Connect", "Message", "Disconnect", "Workspace", "Conversations");

  @Test
  void twoPeopleTalkThroughATunnelAndNothingIsLostOrDoubled() throws InterruptedException {
    Recorder recorder = new Recorder(ApiDocuments.read());
    Transcript transcript =
        new Transcript(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Map.of());
    try (OwnCloud own = OwnCloud.isolated()) {
      ParleyClient vera = own.device("vera-orlova", recorder);
      new Story(vera, own.device("lev-sokolov", recorder), transcript).play();
      assertThat(transcript.failures()).isEmpty();
      assertThat(recorder.findings()).as("against the API documents").isEmpty();
      for (String function : FUNCTIONS) {
        // A line that no handler wrote would be the runtime's complaint about something.
        assertThat(own.awaitLog(function)).startsWith("[INFO] ");
        assertThat(own.log(function)).allMatch(line -> line.startsWith("[INFO] "));
      }
      assertThat(own.log("Message")).contains("[INFO] frame ok").hasSizeGreaterThan(8);
    }
  }
}
