package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What devices hold, and what they are told when they are refused. */
final class Views {
  private Views() {}

  static String codeOf(Runnable action) {
    return catchThrowableOfType(Refused.class, action::run).code();
  }

  /** The answer is the refusal that was to be. */
  static void assertRefused(Response answer, int status, String code, String what) {
    assertThat(List.of(answer.status(), answer.code()))
        .as("%s: %s", what, answer)
        .isEqualTo(List.of(status, code));
  }

  static List<String> texts(List<JsonNode> log) {
    return log.stream().map(entry -> entry.path("text").asText()).toList();
  }

  /** The device holds the log, except that an ack does not tell totals and hash. */
  static void assertSees(ParleyClient device, String conversation, List<JsonNode> log) {
    LocalLog held = device.log(conversation);
    assertThat(held.contradictions()).isEmpty();
    assertThat(held.hasGap()).isFalse();
    List<JsonNode> entries = held.entries();
    assertThat(entries).hasSameSizeAs(log);
    for (int at = 0; at < log.size(); at++) {
      ObjectNode known = log.get(at).deepCopy();
      assertThat(entries.get(at))
          .isIn(known, known.deepCopy().without(List.of("side", "totals", "hash")));
    }
  }
}
