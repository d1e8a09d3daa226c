package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalLogTest {
  private final LocalLog log = new LocalLog("c");

  @Test
  void entriesAreOrderedAndHeldOnce() {
    assertThat(log.add(entry(2, "b"))).isTrue();
    assertThat(log.add(entry(1, "a"))).isTrue();
    assertThat(log.add(entry(2, "b"))).isFalse();
    assertThat(log.last()).isEqualTo(2);
    assertThat(log.entries())
        .extracting(each -> each.path("text").asText())
        .containsExactly("a", "b");
    assertThat(log.contradictions()).isEmpty();
  }

  @Test
  void aGapIsKnownAndNothingBehindItCounts() {
    log.add(entry(1, "a"));
    log.add(entry(3, "c"));
    assertThat(log.hasGap()).isTrue();
    assertThat(log.last()).isEqualTo(1);
    assertThat(log.entries()).hasSize(1);
    log.add(entry(2, "b"));
    assertThat(log.hasGap()).isFalse();
    assertThat(log.last()).isEqualTo(3);
  }

  @Test
  void anEntryToldInTwoWaysIsAContradiction() {
    log.add(entry(1, "a"));
    log.add(entry(1, "b"));
    assertThat(log.contradictions()).hasSize(1);
    assertThat(log.entries().getFirst().path("text").asText()).isEqualTo("a");
  }

  @Test
  void anAcknowledgedMessageIsAnEntryAndLaterGetsTheRest() {
    log.add(entry(1, "a"));
    Message message = log.write("hello");
    assertThat(message.clientMessageId()).matches("1\\.[A-Za-z0-9_-]{6,48}");
    assertThat(log.unanswered()).containsExactly(message);
    ObjectNode ack = Json.object().put("clientMessageId", message.clientMessageId());
    log.acknowledged(ack.put("seq", 2).put("at", "now"), "vera");
    assertThat(log.unanswered()).isEmpty();
    assertThat(log.last()).isEqualTo(2);
    ObjectNode whole = entry(2, "hello").put("at", "now").put("author", "vera");
    log.add(whole);
    assertThat(log.contradictions()).isEmpty();
    assertThat(log.entries().getLast()).isEqualTo(whole);
  }

  @Test
  void aResetDropsEverythingAndCountsFromTheFirst() {
    log.add(entry(1, "a"));
    log.reset(4001);
    log.add(entry(4001, "x"));
    assertThat(log.last()).isEqualTo(4001);
    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void waitingInVainSaysWhatIsHeld() {
    log.add(entry(1, "a"));
    assertThatThrownBy(() -> log.await(2, Duration.ofMillis(20)))
        .hasMessageContaining("entry 2")
        .hasMessageContaining("up to 1");
  }

  private static ObjectNode entry(long seq, String text) {
    ObjectNode entry = Json.object().put("seq", seq).put("text", text).put("hash", "h" + seq);
    JsonNode totals = Json.object().put("client", seq);
    entry.set("totals", totals);
    return entry;
  }
}
